#!/usr/bin/env node
console.error('atalaia: not built yet');
