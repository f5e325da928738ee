export { type RequiredPrograms, withPrograms } from './with-programs.ts';
