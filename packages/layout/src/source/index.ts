export { compileLayoutSource, type CompileSourceOptions } from './compile-source.ts';
