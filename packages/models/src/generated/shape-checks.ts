// @ts-nocheck
// Generated from schemas/*.schema.json by scripts/generate-validators.ts. Do not edit.
import { isJsonObject } from '@intoto/encoding';

import type { ShapeCheck } from '../shape-check.ts';

function isInteger(value) {
  return typeof value === 'bigint' || Number.isInteger(value);
}
export const checkCertificateAuthoritiesShape: ShapeCheck = validate31;
function validate31(data, instancePath, problems){
if(isJsonObject(data)){
for(const key0 in data){
let data0 = data[key0];
if(isJsonObject(data0)){
if(data0.keyval === undefined){
problems.add(instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), "must have the member keyval");
}
if(data0.keyval !== undefined){
let data1 = data0.keyval;
if(isJsonObject(data1)){
if(data1.certificate === undefined){
problems.add(instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/keyval", "must have the member certificate");
}
if(data1.certificate !== undefined){
if(typeof data1.certificate !== "string"){
problems.add(instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/keyval/certificate", "must be of type string");
}
}
}
else {
problems.add(instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/keyval", "must be of type object");
}
}
}
else {
problems.add(instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), "must be of type object");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
export const checkCertificateConstraintsShape: ShapeCheck = validate32;
function validate33(data, instancePath, problems){
if((!(Array.isArray(data))) && (data !== null)){
problems.add(instancePath, "must be of type array or null");
}
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
problems.add(instancePath+"/" + i0, "must be of type string");
}
}
}
}
function validate32(data, instancePath, problems){
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(isJsonObject(data0)){
for(const key0 in data0){
if(!((((((key0 === "common_name") || (key0 === "dns_names")) || (key0 === "emails")) || (key0 === "organizations")) || (key0 === "roots")) || (key0 === "uris"))){
problems.add(instancePath+"/" + i0, "must have no other members than the schema lists");
}
}
if(data0.common_name !== undefined){
if(typeof data0.common_name !== "string"){
problems.add(instancePath+"/" + i0+"/common_name", "must be of type string");
}
}
if(data0.dns_names !== undefined){
validate33(data0.dns_names, instancePath+"/" + i0+"/dns_names", problems);
}
if(data0.emails !== undefined){
validate33(data0.emails, instancePath+"/" + i0+"/emails", problems);
}
if(data0.organizations !== undefined){
validate33(data0.organizations, instancePath+"/" + i0+"/organizations", problems);
}
if(data0.roots !== undefined){
validate33(data0.roots, instancePath+"/" + i0+"/roots", problems);
}
if(data0.uris !== undefined){
validate33(data0.uris, instancePath+"/" + i0+"/uris", problems);
}
}
else {
problems.add(instancePath+"/" + i0, "must be of type object");
}
}
}
else {
problems.add(instancePath, "must be of type array");
}
}
export const checkEnvelopeShape: ShapeCheck = validate39;
function validate40(data, instancePath, problems){
if(isJsonObject(data)){
if(data.keyid === undefined){
problems.add(instancePath, "must have the member keyid");
}
if(data.sig === undefined){
problems.add(instancePath, "must have the member sig");
}
if(data.sig !== undefined){
if(typeof data.sig !== "string"){
problems.add(instancePath+"/sig", "must be of type string");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
function validate39(data, instancePath, problems){
if(isJsonObject(data)){
if(data.payload === undefined){
problems.add(instancePath, "must have the member payload");
}
if(data.payloadType === undefined){
problems.add(instancePath, "must have the member payloadType");
}
if(data.signatures === undefined){
problems.add(instancePath, "must have the member signatures");
}
if(data.payload !== undefined){
if(typeof data.payload !== "string"){
problems.add(instancePath+"/payload", "must be of type string");
}
}
if(data.payloadType !== undefined){
if("application/vnd.in-toto+json" !== data.payloadType){
problems.add(instancePath+"/payloadType", "must be application/vnd.in-toto+json");
}
}
if(data.signatures !== undefined){
let data2 = data.signatures;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
validate40(data2[i0], instancePath+"/signatures/" + i0, problems);
}
}
else {
problems.add(instancePath+"/signatures", "must be of type array");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
export const checkGpgKeyShape: ShapeCheck = validate49;
function validate44(data, instancePath, problems){
if(isJsonObject(data)){
if(data.type === undefined){
problems.add(instancePath, "must have the member type");
}
if(data.method === undefined){
problems.add(instancePath, "must have the member method");
}
if(data.hashes === undefined){
problems.add(instancePath, "must have the member hashes");
}
if(data.keyval === undefined){
problems.add(instancePath, "must have the member keyval");
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
function validate49(data, instancePath, problems){
if(isJsonObject(data)){
if(data.keyid === undefined){
problems.add(instancePath, "must have the member keyid");
}
if(data.type === undefined){
problems.add(instancePath, "must have the member type");
}
if(data.method === undefined){
problems.add(instancePath, "must have the member method");
}
if(data.hashes === undefined){
problems.add(instancePath, "must have the member hashes");
}
if(data.keyval === undefined){
problems.add(instancePath, "must have the member keyval");
}
if(data.keyid !== undefined){
if(typeof data.keyid !== "string"){
problems.add(instancePath+"/keyid", "must be of type string");
}
}
if(data.subkeys !== undefined){
let data1 = data.subkeys;
if(isJsonObject(data1)){
for(const key0 in data1){
validate44(data1[key0], instancePath+"/subkeys/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), problems);
}
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
export const checkLayoutShape: ShapeCheck = validate21;
function validate23(data, instancePath, problems){
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(Array.isArray(data0)){
const len1 = data0.length;
for(let i1=0; i1<len1; i1++){
if(typeof data0[i1] !== "string"){
problems.add(instancePath+"/" + i0+"/" + i1, "must be of type string");
}
}
}
else {
problems.add(instancePath+"/" + i0, "must be of type array");
}
}
}
else {
problems.add(instancePath, "must be of type array");
}
}
const pattern0 = /^[0-9a-fA-F]+$/;
function validate22(data, instancePath, problems){
if(isJsonObject(data)){
if(data.name === undefined){
problems.add(instancePath, "must have the member name");
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
problems.add(instancePath+"/name", "must be of type string");
}
}
if(data.expected_materials !== undefined){
validate23(data.expected_materials, instancePath+"/expected_materials", problems);
}
if(data.expected_products !== undefined){
validate23(data.expected_products, instancePath+"/expected_products", problems);
}
if(data.pubkeys !== undefined){
let data3 = data.pubkeys;
if(Array.isArray(data3)){
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(!pattern0.test(data4)){
problems.add(instancePath+"/pubkeys/" + i0, "must be one or more hexadecimal digits");
}
}
else {
problems.add(instancePath+"/pubkeys/" + i0, "must be of type string");
}
}
}
else {
problems.add(instancePath+"/pubkeys", "must be of type array");
}
}
if(data.expected_command !== undefined){
if(!(Array.isArray(data.expected_command))){
problems.add(instancePath+"/expected_command", "must be of type array");
}
}
if(data.threshold !== undefined){
let data6 = data.threshold;
if((!isInteger(data6)) && (typeof data6 !== "boolean")){
problems.add(instancePath+"/threshold", "must be of type integer or boolean");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
function validate27(data, instancePath, problems){
if(isJsonObject(data)){
if(data.name === undefined){
problems.add(instancePath, "must have the member name");
}
if(data.name !== undefined){
if(typeof data.name !== "string"){
problems.add(instancePath+"/name", "must be of type string");
}
}
if(data.expected_materials !== undefined){
validate23(data.expected_materials, instancePath+"/expected_materials", problems);
}
if(data.expected_products !== undefined){
validate23(data.expected_products, instancePath+"/expected_products", problems);
}
if(data.run !== undefined){
if(!(Array.isArray(data.run))){
problems.add(instancePath+"/run", "must be of type array");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
const pattern1 = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
function validate21(data, instancePath, problems){
if(isJsonObject(data)){
if(data._type === undefined){
problems.add(instancePath, "must have the member _type");
}
if(data.steps === undefined){
problems.add(instancePath, "must have the member steps");
}
if(data.inspect === undefined){
problems.add(instancePath, "must have the member inspect");
}
if(data._type !== undefined){
if("layout" !== data._type){
problems.add(instancePath+"/_type", "must be layout");
}
}
if(data.steps !== undefined){
let data1 = data.steps;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
validate22(data1[i0], instancePath+"/steps/" + i0, problems);
}
}
else {
problems.add(instancePath+"/steps", "must be of type array");
}
}
if(data.inspect !== undefined){
let data3 = data.inspect;
if(Array.isArray(data3)){
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
validate27(data3[i1], instancePath+"/inspect/" + i1, problems);
}
}
else {
problems.add(instancePath+"/inspect", "must be of type array");
}
}
if(data.keys !== undefined){
let data5 = data.keys;
if(!(isJsonObject(data5))){
problems.add(instancePath+"/keys", "must be of type object");
}
}
if(data.expires !== undefined){
let data6 = data.expires;
if(typeof data6 === "string"){
if(!pattern1.test(data6)){
problems.add(instancePath+"/expires", "must be YYYY-MM-DDTHH:MM:SSZ");
}
}
else {
problems.add(instancePath+"/expires", "must be of type string");
}
}
if(data.readme !== undefined){
if(typeof data.readme !== "string"){
problems.add(instancePath+"/readme", "must be of type string");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
export const checkLinkShape: ShapeCheck = validate51;
function validate52(data, instancePath, problems){
if(isJsonObject(data)){
for(const key0 in data){
let data0 = data[key0];
if(isJsonObject(data0)){
for(const key1 in data0){
let data1 = data0[key1];
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
problems.add(instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), "must be one or more hexadecimal digits");
}
}
else {
problems.add(instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), "must be of type string");
}
}
}
else {
problems.add(instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), "must be of type object");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
function validate51(data, instancePath, problems){
if(isJsonObject(data)){
if(data._type === undefined){
problems.add(instancePath, "must have the member _type");
}
if(data._type !== undefined){
if("link" !== data._type){
problems.add(instancePath+"/_type", "must be link");
}
}
if(data.name !== undefined){
let data1 = data.name;
if((typeof data1 !== "string") && (data1 !== null)){
problems.add(instancePath+"/name", "must be of type string or null");
}
}
if(data.materials !== undefined){
validate52(data.materials, instancePath+"/materials", problems);
}
if(data.products !== undefined){
validate52(data.products, instancePath+"/products", problems);
}
if(data.command !== undefined){
if(!(Array.isArray(data.command))){
problems.add(instancePath+"/command", "must be of type array");
}
}
if(data.byproducts !== undefined){
let data5 = data.byproducts;
if(!(isJsonObject(data5))){
problems.add(instancePath+"/byproducts", "must be of type object");
}
}
if(data.environment !== undefined){
let data6 = data.environment;
if(!(isJsonObject(data6))){
problems.add(instancePath+"/environment", "must be of type object");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
export const checkMetablockShape: ShapeCheck = validate55;
function validate56(data, instancePath, problems){
if(isJsonObject(data)){
if(data.keyid === undefined){
problems.add(instancePath, "must have the member keyid");
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
function validate55(data, instancePath, problems){
if(isJsonObject(data)){
if(data.signed === undefined){
problems.add(instancePath, "must have the member signed");
}
if(data.signed !== undefined){
let data0 = data.signed;
if(!(isJsonObject(data0))){
problems.add(instancePath+"/signed", "must be of type object");
}
}
if(data.signatures !== undefined){
let data1 = data.signatures;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
validate56(data1[i0], instancePath+"/signatures/" + i0, problems);
}
}
else {
problems.add(instancePath+"/signatures", "must be of type array");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
export const checkSslibKeyShape: ShapeCheck = validate58;
function validate58(data, instancePath, problems){
if(isJsonObject(data)){
if(data.keyid === undefined){
problems.add(instancePath, "must have the member keyid");
}
if(data.keytype === undefined){
problems.add(instancePath, "must have the member keytype");
}
if(data.scheme === undefined){
problems.add(instancePath, "must have the member scheme");
}
if(data.keyval === undefined){
problems.add(instancePath, "must have the member keyval");
}
if(data.keyid !== undefined){
if(typeof data.keyid !== "string"){
problems.add(instancePath+"/keyid", "must be of type string");
}
}
if(data.keytype !== undefined){
if(typeof data.keytype !== "string"){
problems.add(instancePath+"/keytype", "must be of type string");
}
}
if(data.scheme !== undefined){
if(typeof data.scheme !== "string"){
problems.add(instancePath+"/scheme", "must be of type string");
}
}
if(data.keyval !== undefined){
let data3 = data.keyval;
if(!(isJsonObject(data3))){
problems.add(instancePath+"/keyval", "must be of type object");
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
