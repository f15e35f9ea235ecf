// Causes of CPU that are looked for in a stack, in this order: a sample belongs to the first that fits. `thread` is matched against the thread's
// name, `frame` against any frame ("library!Type::Method").
export const causes = [
  { name: 'compiler', thread: /^\.NET Tiered/, frame: /^libclrjit/ },
  { name: 'garbage collector', thread: /^\.NET (Server GC|BGC|GC|Finalizer)/, frame: /^libclrgc/ },
  { name: 'metrics collected at a pace (reader thread)', thread: /^(OpenTelemetry|\.NET Counter)/ },
  { name: 'dashboard', frame: /Orleans\.Dashboard/ },
  { name: 'metrics recorded in calls', frame: /OpenTelemetry\.|Diagnostics\.Metrics\./ },
  { name: 'feed: reading the socket', thread: /^feed /, frame: /recvmsg|::Receive$/, both: true },
  { name: 'feed: waiting for the socket', thread: /^feed /, frame: /poll|futex|::Wait/i, both: true },
  { name: 'feed: hand-over to the router', thread: /^feed /, frame: /Grains\.Routing|Router|MarketBuffer/, both: true },
  { name: 'feed: frames, parsing, checks', thread: /^feed / },
  { name: 'stream polling', frame: /PersistentStreamPullingAgent|Orleans\.Providers\.Streams|Orleans\.Streams?\./ },
  { name: 'logging', thread: /^Console logger/, frame: /Extensions\.Logging/ },
  { name: 'storage', frame: /SqueezeFlow\.Storage|Grains\.Storage|libe_sqlite3|SQLitePCL|Data\.Sqlite/i },
  { name: 'symbols: ticks', frame: /SymbolGrain.*(Tick|Close)|SymbolTicker|MarketClock/ },
  { name: 'symbols: resending signals', frame: /Outbox|Resend/ },
  { name: 'symbols: batches of trades', frame: /Grains\.Symbols|Core\.(Flow|Bars|Completeness)/ },
  { name: 'router', frame: /Grains\.Routing/ },
  { name: 'evaluation', frame: /Core\.(Strategy|Squeeze)|Grains\.(Signals|Evaluation)/ },
  { name: 'screen, API, health', frame: /Grains\.(Screen|Health)|SqueezeFlow\.Silo|AspNetCore|Kestrel/ },
  { name: 'lists and plans of venues', frame: /Grains\.(Feeds|Registry|OpenInterest)|Exchanges\.Rest|Net\.Http/ },
  { name: 'grain timers, which cannot be told', frame: /Orleans\.Runtime\.GrainTimer/ },
  { name: 'grain calls and messages', frame: /Orleans\.(Runtime|Serialization|GrainFactory|Core)/ },
  { name: 'timer queue', thread: /^\.NET Timer/, frame: /Threading\.(Timer|TimerQueue|PeriodicTimer)/ },
  { name: 'continuations, which cannot be told', thread: /^\.NET TP Worker/, frame: /Threading\.Tasks\.|ThreadPoolWorkQueue::Dispatch.*/, both: true },
  { name: 'pool: waiting, waking, spinning', thread: /^\.NET TP/ },
  { name: 'other', thread: /./ }
]

/** Where in the kernel or the runtime, whatever the cause: shares overlap with those above. */
export const places = [
  { name: 'in the kernel', frame: /^\[kernel/ },
  { name: 'kernel: scheduler and futex (waiting, waking)', frame: /^\[kernel.*!(futex_|do_futex|__schedule|schedule|try_to_wake_up|do_sched_yield|finish_task_switch)/ },
  { name: 'kernel: yielding while spinning', frame: /sched_yield/ },
  { name: 'kernel: sockets', frame: /^\[kernel.*!(tcp_|__sys_recv|__sys_send|sock_)/ },
  { name: 'taking a pool thread\'s next work', frame: /LowLevelLifoSemaphore|WorkerThread|ThreadPoolWorkQueue::(Dequeue|TrySteal)/ },
  { name: 'below Orleans\' scheduler', frame: /WorkItemGroup::Execute/ },
  { name: 'below an Orleans timer', frame: /Orleans\.Runtime\.GrainTimer/ },
  { name: 'below an incoming grain call', frame: /ActivationData::InvokeIncomingRequest/ },
  { name: 'Orleans sending or answering', frame: /SendMessage|SafeSendResponse|ReceiveResponse|InvokeMethodAsync/ },
  { name: 'methods not yet optimised', frame: /\[(QuickJitted|PreStub|MinOptJitted|Tier0)\]$/ },
  { name: 'spans and tracing (DiagnosticSource, Activity)', frame: /DiagnosticSource|Diagnostics\.Activity/ }
]

/** What wakes a thread from the kernel's side, before the causes above are asked. */
export const wakers = [
  { name: 'a time-out ran out', frame: /!(hrtimer_wakeup|process_timeout|hrtimer_interrupt|call_timer_fn|run_timer)/ },
  { name: 'data on a socket', frame: /!(sock_def_readable|sock_def_write_space|tcp_data_ready|tcp_rcv_established|sk_stream_write_space)/ },
  { name: 'the disk', frame: /!(blk_|end_bio|bio_endio|folio_wake|jbd2|ext4_|xfs_)/ }
]

const fits = ({ thread, frame, both }, sample) => {
  const named = Boolean(thread?.test(sample.thread)), found = Boolean(frame && sample.frames.some(one => frame.test(one)))
  return both ? named && found : named || found
}
export const causeOf = sample => causes.find(cause => fits(cause, sample)).name
/** By what a thread of ours was woken: the kernel, one of our threads with its cause, or another process. */
export const wakerOf = (sample, isOurs) => wakers.find(waker => fits(waker, sample))?.name ?? (isOurs ? causeOf(sample) : 'another process or the kernel')
/** A filter around every call is no cause of what is called: it counts only where nothing of ours or Orleans is further in. */
export const withoutWrappers = frames => frames.filter((frame, at) =>
  !/GrainProfilerFilter/.test(frame) || !frames.slice(0, at).some(inner => /^(SqueezeFlow|Orleans)/.test(inner)))
export const isIn = (place, sample) => fits(place, sample)
