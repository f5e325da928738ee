import { describeCases } from './reference-cases.ts';

describeCases(['in-toto-run', 'in-toto-record', 'in-toto-mock']);
