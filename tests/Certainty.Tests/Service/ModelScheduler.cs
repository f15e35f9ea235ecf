using System.Collections.Concurrent;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>Runs tasks on the model's thread, in the order in which they came.</summary>
internal sealed class ModelScheduler : TaskScheduler
{
    private readonly ConcurrentQueue<Task> _tasks = new();

    /// <summary>Runs what waits, and what that makes wait.</summary>
    public bool Run()
    {
        var ran = false;
        while (_tasks.TryDequeue(out var task))
        {
            TryExecuteTask(task);
            ran = true;
        }

        return ran;
    }

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    protected override void QueueTask(Task task) => _tasks.Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;
}
