import { expect, it } from 'vitest'
import { type Body, placeholderUid } from '../../bench/bodies.ts'
import type { Connection } from '../../bench/connection.ts'
import { sendLoad } from '../../bench/send-load.ts'

const text = JSON.stringify({ request: { uid: placeholderUid, name: 'train' } })
const body: Body = { name: 'small', about: 'small', path: '/small', text: () => text, expected: { allowed: true } }

/** Answers with what `answer` makes of the uid and of how many questions there were. */
function aConnection(answer: (uid: string, count: number) => object) {
  const asked: string[] = []
  const connection: Connection = {
    ask: (path, question) => {
      const { uid, name } = JSON.parse(question.toString()).request
      asked.push(`${path} ${name} ${uid}`)
      return Promise.resolve({ status: 200, text: JSON.stringify({ response: answer(uid, asked.length) }) })
    },
    isOpen: () => true,
    close: () => undefined,
  }
  return { connection, asked }
}

it('asks with a new uid each time', async () => {
  const { connection, asked } = aConnection((uid) => ({ uid, allowed: true }))
  const { latencies, mistakes } = await sendLoad([connection], { body, expected: body.expected, seconds: 0.02 })
  expect(mistakes).toEqual([])
  expect(asked.length).toBe(latencies.length)
  expect(new Set(asked).size).toBe(asked.length)
  expect(asked[0]).toMatch(/^\/small train [-0-9a-f]{36}$/)
})

it('stops at a wrong answer', async () => {
  const { connection, asked } = aConnection((uid, count) => ({ uid, allowed: count < 3 }))
  const { mistakes } = await sendLoad([connection], { body, expected: body.expected, seconds: 20 })
  expect(mistakes).toEqual(['allowed: expected true, got false'])
  expect(asked).toHaveLength(3)
})

it('stops when there is no answer', async () => {
  const ask = () => Promise.reject(new Error('the server closed the connection'))
  const connection = { ...aConnection(() => ({})).connection, ask }
  const { mistakes } = await sendLoad([connection], { body, expected: body.expected, seconds: 20 })
  expect(mistakes).toEqual(['Error: the server closed the connection'])
})
