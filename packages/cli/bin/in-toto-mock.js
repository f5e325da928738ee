#!/usr/bin/env node
import '../dist/bin/in-toto-mock.js';
