#!/usr/bin/env node
import '../dist/in-toto-verify.js';
