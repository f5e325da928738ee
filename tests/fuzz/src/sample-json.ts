/** Well-formed documents that hold everything JSON has. */
export const SAMPLE_JSON: readonly string[] = [
  '{"a":[1,-2,0,9007199254740991],"b":{"c":null,"d":true,"e":false},"f":"\\u00e9\\ud83d\\ude00\\n\\"\\\\/"}',
  '[{"name":"build","threshold":1},{"name":"test","threshold":2,"pubkeys":["aa","bb"]},[[[]]],{},""]',
  '{"":0,"__proto__":{"x":1},"toJSON":"data","\\ue000":1,"\\ud83d\\ude00":2,"\u00fc":"\u4e2d\u6587"}',
  '{"_type":"link","byproducts":{},"command":["a","b"],"environment":{},"materials":{},"name":"x","products":{}}',
  ' [ 123456789012345678901234567890 , "" , { "k" : [ ] } ]\r\n\t',
  '"text"',
  '0',
];
