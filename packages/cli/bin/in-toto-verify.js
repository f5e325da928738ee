#!/usr/bin/env node
import '../dist/bin/in-toto-verify.js';
