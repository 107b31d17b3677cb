// concept: langchain
// also: [llm-application-frameworks]
// prefix: [lc-js-agent, langchain]
// description: Agent that calls functions until it can answer
// needs: ["langchain >= 1.0", "@langchain/core >= 1.0", "zod >= 4.0"]
// position: statement
// placeholders: {model: }

// --- setup
import { createAgent, tool } from 'langchain';
import { z } from 'zod';
import { AIMessage } from '@langchain/core/messages';
import { FakeListChatModel } from '@langchain/core/utils/testing';

class Scripted extends FakeListChatModel {
  private turn = 0;
  override bindTools() {
    return this as never;
  }
  override async _generate() {
    const calls = [{ name: 'multiply', args: { a: 6, b: 7 }, id: 'call-1', type: 'tool_call' as const }];
    const message = this.turn++ === 0 ? new AIMessage({ content: '', tool_calls: calls }) : new AIMessage('42');
    return { generations: [{ message, text: '' }] };
  }
}
const model = new Scripted({ responses: [''] });

// --- snippet
const multiply = tool(({ a, b }) => String(a * b), {
  name: 'multiply',
  description: 'Multiply two numbers',
  schema: z.object({ a: z.number(), b: z.number() }),
});
const agent = createAgent({ model, tools: [multiply], systemPrompt: 'Use the tools for arithmetic.' });
async function ask(question: string) {
  const result = await agent.invoke({ messages: [{ role: 'user', content: question }] });
  return result.messages;
}

// --- test
void ask('What is 6 times 7?').then((messages) => {
  const types = messages.map((message) => message.type).join(' ');
  if (types !== 'human ai tool ai') throw new Error(types);
  if (messages[2]!.content !== '42' || messages[3]!.content !== '42') throw new Error('not 42');
});
