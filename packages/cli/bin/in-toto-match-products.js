#!/usr/bin/env node
import '../dist/in-toto-match-products.js';
