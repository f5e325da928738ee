#!/usr/bin/env node
import '../dist/in-toto-sign.js';
