#!/usr/bin/env node
import '../dist/in-toto-record.js';
