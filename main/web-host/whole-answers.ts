/**
 * Answers with files in them (PDF) leave in one piece. As a stream made from form data they would end the whole process: when the page
 * goes away in the middle, the stream of Node 24 goes on filling itself after it was closed, and nobody can catch that.
 */
import type { StandardHandlerInterceptorOptions, StandardHandleResult } from '@orpc/server/standard'
import type { Context } from '@orpc/server'

export const inOnePiece = async <T extends Context>({ next }: StandardHandlerInterceptorOptions<T> & { next: () => Promise<StandardHandleResult> }): Promise<StandardHandleResult> => {
  const result = await next()
  if (!result.matched || !(result.response.body instanceof FormData)) return result
  const form = new Response(result.response.body)
  const bytes = new Uint8Array(await form.arrayBuffer())
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes)
      controller.close()
    },
  })
  const type = form.headers.get('content-type') ?? 'application/octet-stream'
  return { ...result, response: { ...result.response, headers: { ...result.response.headers, 'content-type': type }, body } }
}
