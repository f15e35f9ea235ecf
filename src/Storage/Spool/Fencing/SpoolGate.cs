namespace SqueezeFlow.Storage.Spool.Fencing;

/// <summary>What of a batch may be sent, and for how long.</summary>
/// <param name="Batch">Its lines that may; none when nothing may be sent now.</param>
/// <param name="ValidFor">How long they may be under way; zero when nothing may be sent now.</param>
/// <param name="Words">Why nothing may be sent now.</param>
internal readonly record struct Passage(SpoolBatch Batch, TimeSpan ValidFor, string? Words);

/// <summary>Asks the fence about batches, and leaves out lines of markets that another process has taken. For one caller.</summary>
internal sealed class SpoolGate(ISpoolFence fence, ISpoolTarget target, SpoolJournal journal)
{
    private readonly Dictionary<string, bool> _markets = [];
    private bool _isFinished;

    /// <summary>What of a batch may be sent.</summary>
    /// <param name="run">The run that has appended it.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Passage> PassAsync(string run, SpoolBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            if (run == fence.Run)
            {
                await FinishAsync(cancellationToken).ConfigureAwait(false);
            }

            if (fence.HasAll(run) && fence.ValidFor(run) is var valid && valid > TimeSpan.Zero)
            {
                return new(batch, valid, null);
            }

            FindMarkets(batch);
            var passes = await fence.PassAsync(run, _markets.Keys, cancellationToken).ConfigureAwait(false);
            var left = fence.ValidFor(run);
            return left > TimeSpan.Zero
                ? new(Cut(batch, passes), left, null)
                : new(default, TimeSpan.Zero, "whether its markets are still this process's own is not certain at present");
        }
        catch (IOException failure)
        {
            return new(default, TimeSpan.Zero, $"whose markets they are cannot be asked: {failure.Message}");
        }
    }

    /// <summary>Nothing waits, or nothing of earlier runs.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (!_isFinished)
        {
            await fence.FinishedAsync(cancellationToken).ConfigureAwait(false);
            _isFinished = true;
        }
    }

    private void FindMarkets(in SpoolBatch batch)
    {
        _markets.Clear();
        for (var rest = batch.Lines.Span; !rest.IsEmpty; rest = rest[(rest.IndexOf((byte)'\n') + 1)..])
        {
            if (target.MarketOf(rest[..rest.IndexOf((byte)'\n')]) is { } market)
            {
                _markets[market] = true;
            }
        }
    }

    private SpoolBatch Cut(in SpoolBatch batch, IReadOnlySet<string> passes)
    {
        if (passes.Count == _markets.Count)
        {
            return batch;
        }

        using var kept = new MemoryStream();
        var points = 0;
        for (var rest = batch.Lines.Span; !rest.IsEmpty;)
        {
            var line = rest[..(rest.IndexOf((byte)'\n') + 1)];
            rest = rest[line.Length..];
            if (target.MarketOf(line[..^1]) is not { } market || passes.Contains(market))
            {
                kept.Write(line);
                points++;
            }
        }

        journal.Fenced(batch.Points - points);
        return batch with { Lines = kept.ToArray(), Points = points };
    }
}
