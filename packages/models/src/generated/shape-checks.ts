// @ts-nocheck
// Generated from schemas/*.schema.json by scripts/generate-validators.ts. Do not edit.
import { isJsonObject } from '@intoto/encoding';

import { pointerStep } from '../problem.ts';
import type { ShapeCheck } from '../shape-check.ts';

function isInteger(value) {
  return typeof value === 'bigint' || Number.isInteger(value);
}

function requireMembers(object, names, path, problems) {
  for (const name of names) if (object[name] === undefined) problems.add(path, `must have the member ${name}`);
}

function expectText(value, path, problems) {
  if (typeof value !== 'string') problems.add(path, 'must be of type string');
}

function expectPattern(value, pattern, message, path, problems) {
  expectText(value, path, problems);
  if (typeof value === 'string' && !pattern.test(value)) problems.add(path, message);
}

function expectArray(value, path, problems) {
  if (!Array.isArray(value)) problems.add(path, 'must be of type array');
}

function expectObject(value, path, problems) {
  if (isJsonObject(value)) return true;
  problems.add(path, 'must be of type object');
  return false;
}

function checkItems(items, check, path, problems) {
  expectArray(items, path, problems);
  if (Array.isArray(items)) for (let index = 0; index < items.length; index++) check(items[index], `${path}/${index}`, problems);
}

function expectConstant(object, name, value, path, problems) {
  checkMember(object, name, (found, place) => {
    if (found !== value) problems.add(place, `must be ${value}`);
  }, path, problems);
}

function checkMember(object, name, check, path, problems) {
  if (object[name] !== undefined) check(object[name], `${path}/${name}`, problems);
}

export const checkCertificateAuthoritiesShape: ShapeCheck = validate31;
function validate31(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
for(const key0 in data){
let data0 = data[key0];
if(isJsonObject(data0)){
requireMembers(data0, ["keyval"], instancePath+pointerStep(key0), problems);
if(data0.keyval !== undefined){
let data1 = data0.keyval;
if(isJsonObject(data1)){
requireMembers(data1, ["certificate"], instancePath+pointerStep(key0)+"/keyval", problems);
if(data1.certificate !== undefined){
expectText(data1.certificate, instancePath+pointerStep(key0)+"/keyval/certificate", problems);
}
}
else {
problems.add(instancePath+pointerStep(key0)+"/keyval", "must be of type object");
}
}
}
else {
problems.add(instancePath+pointerStep(key0), "must be of type object");
}
}
}
}
export const checkCertificateConstraintsShape: ShapeCheck = validate32;
function validate33(data, instancePath, problems){
if((!(Array.isArray(data))) && (data !== null)){
problems.add(instancePath, "must be of type array or null");
}
if(Array.isArray(data)) checkItems(data, expectText, instancePath, problems);
}
function validate32(data, instancePath, problems){
checkItems(data, (item, path) => {
let data0 = item;
if(isJsonObject(data0)){
for(const key0 in data0){
if(!((((((key0 === "common_name") || (key0 === "dns_names")) || (key0 === "emails")) || (key0 === "organizations")) || (key0 === "roots")) || (key0 === "uris"))){
problems.add(path, "must have no other members than the schema lists");
}
}
checkMember(data0, "common_name", expectText, path, problems);
checkMember(data0, "dns_names", validate33, path, problems);
checkMember(data0, "emails", validate33, path, problems);
checkMember(data0, "organizations", validate33, path, problems);
checkMember(data0, "roots", validate33, path, problems);
checkMember(data0, "uris", validate33, path, problems);
}
else {
problems.add(path, "must be of type object");
}
}, instancePath, problems);
}
export const checkEnvelopeShape: ShapeCheck = validate39;
function validate40(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["keyid","sig"], instancePath, problems);
checkMember(data, "sig", expectText, instancePath, problems);
}
}
function validate39(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["payload","payloadType","signatures"], instancePath, problems);
checkMember(data, "payload", expectText, instancePath, problems);
expectConstant(data, "payloadType", "application/vnd.in-toto+json", instancePath, problems);
if(data.signatures !== undefined){
checkItems(data.signatures, validate40, instancePath+"/signatures", problems);
}
}
}
export const checkGpgKeyShape: ShapeCheck = validate49;
function validate44(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["type","method","hashes","keyval"], instancePath, problems);
}
}
function validate49(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["keyid","type","method","hashes","keyval"], instancePath, problems);
checkMember(data, "keyid", expectText, instancePath, problems);
if(data.subkeys !== undefined){
let data1 = data.subkeys;
if(isJsonObject(data1)){
for(const key0 in data1){
validate44(data1[key0], instancePath+"/subkeys" + pointerStep(key0), problems);
}
}
}
}
}
export const checkLayoutShape: ShapeCheck = validate21;
function validate23(data, instancePath, problems){
checkItems(data, (item, path) => {
checkItems(item, expectText, path, problems);
}, instancePath, problems);
}
const pattern0 = /^[0-9a-fA-F]+$/;
function validate22(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["name"], instancePath, problems);
checkMember(data, "name", expectText, instancePath, problems);
checkMember(data, "expected_materials", validate23, instancePath, problems);
checkMember(data, "expected_products", validate23, instancePath, problems);
if(data.pubkeys !== undefined){
checkItems(data.pubkeys, (item, path) => expectPattern(item, pattern0, "must be one or more hexadecimal digits", path, problems), instancePath+"/pubkeys", problems);
}
checkMember(data, "expected_command", expectArray, instancePath, problems);
if(data.threshold !== undefined){
let data6 = data.threshold;
if((!isInteger(data6)) && (typeof data6 !== "boolean")){
problems.add(instancePath+"/threshold", "must be of type integer or boolean");
}
}
}
}
function validate27(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["name"], instancePath, problems);
checkMember(data, "name", expectText, instancePath, problems);
checkMember(data, "expected_materials", validate23, instancePath, problems);
checkMember(data, "expected_products", validate23, instancePath, problems);
checkMember(data, "run", expectArray, instancePath, problems);
}
}
const pattern1 = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
function validate21(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["_type","steps","inspect"], instancePath, problems);
expectConstant(data, "_type", "layout", instancePath, problems);
if(data.steps !== undefined){
checkItems(data.steps, validate22, instancePath+"/steps", problems);
}
if(data.inspect !== undefined){
checkItems(data.inspect, validate27, instancePath+"/inspect", problems);
}
checkMember(data, "keys", expectObject, instancePath, problems);
if(data.expires !== undefined){
expectPattern(data.expires, pattern1, "must be YYYY-MM-DDTHH:MM:SSZ", instancePath+"/expires", problems);
}
checkMember(data, "readme", expectText, instancePath, problems);
}
}
export const checkLinkShape: ShapeCheck = validate51;
function validate52(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
for(const key0 in data){
let data0 = data[key0];
if(isJsonObject(data0)){
for(const key1 in data0){
let data1 = data0[key1];
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
problems.add(instancePath+pointerStep(key0)+pointerStep(key1), "must be one or more hexadecimal digits");
}
}
else {
problems.add(instancePath+pointerStep(key0)+pointerStep(key1), "must be of type string");
}
}
}
else {
problems.add(instancePath+pointerStep(key0), "must be of type object");
}
}
}
}
function validate51(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["_type"], instancePath, problems);
expectConstant(data, "_type", "link", instancePath, problems);
if(data.name !== undefined){
let data1 = data.name;
if((typeof data1 !== "string") && (data1 !== null)){
problems.add(instancePath+"/name", "must be of type string or null");
}
}
checkMember(data, "materials", validate52, instancePath, problems);
checkMember(data, "products", validate52, instancePath, problems);
checkMember(data, "command", expectArray, instancePath, problems);
checkMember(data, "byproducts", expectObject, instancePath, problems);
checkMember(data, "environment", expectObject, instancePath, problems);
}
}
export const checkMetablockShape: ShapeCheck = validate55;
function validate56(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["keyid"], instancePath, problems);
}
}
function validate55(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["signed"], instancePath, problems);
checkMember(data, "signed", expectObject, instancePath, problems);
if(data.signatures !== undefined){
checkItems(data.signatures, validate56, instancePath+"/signatures", problems);
}
}
}
export const checkSslibKeyShape: ShapeCheck = validate58;
function validate58(data, instancePath, problems){
if(expectObject(data, instancePath, problems)){
requireMembers(data, ["keyid","keytype","scheme","keyval"], instancePath, problems);
checkMember(data, "keyid", expectText, instancePath, problems);
checkMember(data, "keytype", expectText, instancePath, problems);
checkMember(data, "scheme", expectText, instancePath, problems);
checkMember(data, "keyval", expectObject, instancePath, problems);
}
}
