using System.Collections.Concurrent;
using System.Text;
using SqueezeFlow.Storage.Spool;

namespace SqueezeFlow.Storage.Tests.Spool;

/// <summary>A store that does what a test says, and keeps what it was asked.</summary>
internal sealed class ScriptedTarget : ISpoolTarget
{
    private int _callsAtOnce;

    /// <summary>What the next calls answer; all is taken unless said otherwise.</summary>
    public Func<Call, CancellationToken, Task<SendResult>> Answer { get; set; } = static (_, _) => Task.FromResult(default(SendResult));

    /// <summary>What happens when a batch is accepted.</summary>
    public Func<Accepted, CancellationToken, Task> Accept { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>What is kept in place of what is dropped.</summary>
    public Func<IReadOnlyList<Call>, IReadOnlyList<SpoolBatch>> Instead { get; set; } = static _ => [];

    /// <summary>Every call, in order.</summary>
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Every line that was taken, in order.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>Every batch that was accepted, in order.</summary>
    public ConcurrentQueue<Accepted> AcceptedBatches { get; } = new();

    /// <summary>Every line that was dropped, in order.</summary>
    public ConcurrentQueue<string> DroppedLines { get; } = new();

    /// <summary>Counts the calls for whoever waits for one.</summary>
    public SemaphoreSlim Called { get; } = new(0);

    /// <summary>Most calls that were under way at once.</summary>
    public int MostCallsAtOnce { get; private set; }

    /// <summary>All batches are answered so.</summary>
    public void Say(SendVerdict verdict, string? words = null) => Answer = (_, _) => Task.FromResult(new SendResult(verdict, words));

    /// <summary>Batches that hold such a line are refused.</summary>
    public void Refuse(Func<string, bool> isBad) => Answer = (call, _) =>
        Task.FromResult(call.Lines.FirstOrDefault(isBad) is { } bad ? new SendResult(SendVerdict.Refused, $"unable to parse '{bad}'") : default);

    /// <summary>Waits for a call that nobody has waited for yet.</summary>
    public async Task NextCallAsync() =>
        Assert.True(await Called.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "nothing was sent within 30 s");

    public async Task<SendResult> SendAsync(SpoolBatch batch, CancellationToken cancellationToken)
    {
        MostCallsAtOnce = Math.Max(MostCallsAtOnce, Interlocked.Increment(ref _callsAtOnce));
        try
        {
            var call = new Call(batch.Policy, SpoolText.LinesOf(batch), batch.Points, batch.FirstUnixMs, batch.LastUnixMs);
            Calls.Enqueue(call);
            Called.Release();
            var result = await Answer(call, cancellationToken);
            foreach (var line in result.Verdict == SendVerdict.Taken ? call.Lines : [])
            {
                Taken.Enqueue(line);
            }

            return result;
        }
        finally
        {
            Interlocked.Decrement(ref _callsAtOnce);
        }
    }

    public async Task AcceptedAsync(string policy, long firstUnixMs, long lastUnixMs, CancellationToken cancellationToken)
    {
        var accepted = new Accepted(policy, firstUnixMs, lastUnixMs);
        await Accept(accepted, cancellationToken);
        AcceptedBatches.Enqueue(accepted);
    }

    public IReadOnlyList<SpoolBatch> Dropped(IReadOnlyList<SpoolBatch> batches)
    {
        Call[] dropped = [.. batches.Select(batch => new Call(batch.Policy, SpoolText.LinesOf(batch), batch.Points, batch.FirstUnixMs, batch.LastUnixMs))];
        foreach (var line in dropped.SelectMany(batch => batch.Lines))
        {
            DroppedLines.Enqueue(line);
        }

        return Instead(dropped);
    }

    /// <summary>The first word of a line.</summary>
    public string? MarketOf(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line[..line.IndexOf((byte)' ')]);

    internal sealed record Call(string Policy, string[] Lines, int Points, long FirstUnixMs, long LastUnixMs);

    internal sealed record Accepted(string Policy, long FirstUnixMs, long LastUnixMs);
}
