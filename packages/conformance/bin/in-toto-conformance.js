#!/usr/bin/env node
import '../dist/bin/in-toto-conformance.js';
