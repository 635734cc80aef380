import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
import{nameOrders,ordersOfFile,ordersOfSmallTable,ordersOfTable}from"./chunk-UDYTPPZR.js";import"./chunk-C5GC7VMQ.js";import"./chunk-4WYHEJIK.js";import"./chunk-CPQ27ICW.js";import"./chunk-J6TDETXZ.js";import"./chunk-HV35WKUX.js";export{nameOrders,ordersOfFile,ordersOfSmallTable,ordersOfTable};
