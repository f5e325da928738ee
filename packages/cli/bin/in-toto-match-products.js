#!/usr/bin/env node
import '../dist/bin/in-toto-match-products.js';
