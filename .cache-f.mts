import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
const root='/work/wt/resolver';
const { OpenDocument, sourceFiles } = await import(root+'/src/cli/documents.ts');
const { Prefilter } = await import(root+'/src/catalog/prefilter.ts');
const { Api } = await import(root+'/src/resolver/api-table.ts');
const { loadBuiltInCatalog } = await import(root+'/tools/checks/catalog.ts');
const catalog = JSON.parse(readFileSync(root+'/dist/catalog.json','utf8'));
let t=performance.now();
const api=new Api(JSON.parse(readFileSync(root+'/dist/symbols.json','utf8')));
console.log('api',performance.now()-t);t=performance.now();
const f=new Prefilter(catalog.entries,api);
console.log('prefilter made',performance.now()-t);
const why=new Map<string,number>();
const answered=new Map<string,number>();let total=0;
for(const l of readFileSync('/tmp/resolver-scratch/answers0.jsonl','utf8').split('\n')){if(!l)continue;const p=JSON.parse(l).path;answered.set(p,(answered.get(p)??0)+1);total++;}
let bytes=0,ms=0,n=0,pass=0,lost=0,lostFiles=[] as string[],unneeded=0;const texts=[] as string[];
for await(const path of sourceFiles(process.argv.slice(2))){
  const text=await readFile(path,'utf8');if(text.length>1_500_000)continue; texts.push(text);
  t=performance.now();(globalThis as any).why=undefined;const ok=f.passes(text);ms+=performance.now()-t;bytes+=text.length;n++;
  if(ok){pass++;if(!answered.has(path)){unneeded++;const w=(globalThis as any).why??'clue';why.set(w,(why.get(w)??0)+1);}}else if(answered.has(path)){lost+=answered.get(path)!;lostFiles.push(path+' '+answered.get(path));}
}
console.log({n,pass,answeredFiles:answered.size,unneeded,lost,total,MBs:bytes/1e3/ms,bytes});
console.log(lostFiles.slice(0,40).join('\n'));
console.log([...why].sort((a,b)=>b[1]-a[1]).slice(0,70).map(([k,n])=>k+' '+n).join(', '));
