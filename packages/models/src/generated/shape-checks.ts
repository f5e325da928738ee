// @ts-nocheck
// Generated from schemas/*.schema.json by scripts/generate-validators.ts. Do not edit.
import { isJsonObject } from '@intoto/encoding';

import type { ShapeCheck } from '../shape-check.ts';

function isInteger(value) {
  return typeof value === 'bigint' || Number.isInteger(value);
}
export const checkEnvelopeShape: ShapeCheck = validate21;
function validate22(data, instancePath, problems){
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
function validate21(data, instancePath, problems){
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
validate22(data2[i0], instancePath+"/signatures/" + i0, problems);
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
export const checkGpgKeyShape: ShapeCheck = validate31;
function validate26(data, instancePath, problems){
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
function validate31(data, instancePath, problems){
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
validate26(data1[key0], instancePath+"/subkeys/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), problems);
}
}
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
export const checkLayoutShape: ShapeCheck = validate33;
function validate35(data, instancePath, problems){
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
function validate34(data, instancePath, problems){
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
validate35(data.expected_materials, instancePath+"/expected_materials", problems);
}
if(data.expected_products !== undefined){
validate35(data.expected_products, instancePath+"/expected_products", problems);
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
function validate39(data, instancePath, problems){
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
validate35(data.expected_materials, instancePath+"/expected_materials", problems);
}
if(data.expected_products !== undefined){
validate35(data.expected_products, instancePath+"/expected_products", problems);
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
function validate33(data, instancePath, problems){
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
validate34(data1[i0], instancePath+"/steps/" + i0, problems);
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
validate39(data3[i1], instancePath+"/inspect/" + i1, problems);
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
export const checkLinkShape: ShapeCheck = validate43;
function validate44(data, instancePath, problems){
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
function validate43(data, instancePath, problems){
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
validate44(data.materials, instancePath+"/materials", problems);
}
if(data.products !== undefined){
validate44(data.products, instancePath+"/products", problems);
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
export const checkMetablockShape: ShapeCheck = validate47;
function validate48(data, instancePath, problems){
if(isJsonObject(data)){
if(data.keyid === undefined){
problems.add(instancePath, "must have the member keyid");
}
}
else {
problems.add(instancePath, "must be of type object");
}
}
function validate47(data, instancePath, problems){
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
validate48(data1[i0], instancePath+"/signatures/" + i0, problems);
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
export const checkSslibKeyShape: ShapeCheck = validate50;
function validate50(data, instancePath, problems){
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
