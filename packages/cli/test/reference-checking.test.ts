import { describeCases } from './reference-cases.ts';

describeCases(['in-toto-match-products', 'in-toto-sign', 'in-toto-verify']);
