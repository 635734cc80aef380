import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
import{manifestName,readManifest,wrongIn}from"./chunk-S5HU7WGA.js";import"./chunk-PPPCEGYW.js";import"./chunk-2GG2U5Q3.js";import"./chunk-4WYHEJIK.js";import"./chunk-CPQ27ICW.js";import"./chunk-CJJT3YD6.js";import"./chunk-J6TDETXZ.js";import"./chunk-HV35WKUX.js";export{manifestName,readManifest,wrongIn};
