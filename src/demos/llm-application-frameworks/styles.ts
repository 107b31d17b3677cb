/** The pipeline of the demo as four frameworks spell it: the line that retrieves and the line that answers marked. */

export interface Style {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly lines: readonly (string | { readonly retrieves: string } | { readonly answers: string })[];
}

export const styles: readonly Style[] = [
  {
    id: 'pipe',
    label: 'pipe',
    unit: 'LangChain joins functions with a pipe',
    lines: [
      { retrieves: 'retriever = store.as_retriever(search_kwargs={"k": K})' },
      'inputs = {"context": retriever | join, "question": RunnablePassthrough()}',
      { answers: 'chain = inputs | prompt | llm | StrOutputParser()' },
      'chain.invoke(question)',
    ],
  },
  {
    id: 'engine',
    label: 'query engine',
    unit: 'LlamaIndex asks an engine on an index',
    lines: [
      'index = VectorStoreIndex.from_documents(documents)',
      { retrieves: 'engine = index.as_query_engine(similarity_top_k=K,' },
      { answers: '    response_mode="MODE")' },
      'engine.query(question)',
    ],
  },
  {
    id: 'graph',
    label: 'graph',
    unit: 'Haystack connects components by their sockets',
    lines: [
      { retrieves: 'pipe.add_component("find", InMemoryBM25Retriever(store, top_k=K))' },
      'pipe.add_component("prompt", ChatPromptBuilder(template))',
      { answers: 'pipe.add_component("llm", OpenAIChatGenerator())' },
      'pipe.connect("find", "prompt.documents")',
      'pipe.connect("prompt.prompt", "llm.messages")',
    ],
  },
  {
    id: 'function',
    label: 'function',
    unit: 'No framework: a product of matrices and a template',
    lines: [
      'scores = vectors @ embed(question)',
      { retrieves: 'best = np.argsort(-scores)[:K]' },
      'prompt = template.format(context="\\n\\n".join(texts[i] for i in best), question=question)',
      { answers: 'answer = llm(prompt)' },
    ],
  },
];
