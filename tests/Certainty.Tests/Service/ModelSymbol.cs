using System.Reflection;
using Orleans.Concurrency;
using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>What the symbol's grain does with its book, without a silo and without the strategy.</summary>
internal sealed class ModelSymbol(ModelWorld world)
{
    private const long GraceMs = 1_000;

    /// <summary>Set by the service once the book is there; the book needs the grains, and they this.</summary>
    public SymbolBook Book { get; set; } = null!;

    public ISymbolGrain Grain => Double.Of<ISymbolGrain>(Answer);

    /// <summary>The first thing that threw; calls are repeated in life, so nobody else would tell.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>The grain's timer.</summary>
    public void Tick(long nowMs)
    {
        if (Book.Markets.Count == 0)
        {
            return;
        }

        Book.ReleaseOverdue(DateTimeOffset.FromUnixTimeMilliseconds(nowMs));
        Book.Flow.CloseThrough(nowMs - GraceMs);
        Book.Collect();
    }

    private object Answer(MethodInfo method, object?[] arguments)
    {
        object answer = method.Name switch
        {
            nameof(ISymbolGrain.TrackAsync) => new ValueTask(Watch(Book.TrackAsync((IReadOnlyList<TrackedMarket>)arguments[0]!, CancellationToken.None))),
            nameof(ISymbolGrain.IngestAsync) => new ValueTask<long>(Watch(IngestAsync(((Immutable<TradeBatch>)arguments[0]!).Value))),
            nameof(ISymbolGrain.RefillAsync) => Watch(RefillAsync(
                (Gap)arguments[0]!,
                ((Immutable<TradeBatch>)arguments[1]!).Value,
                (bool)arguments[2]!,
                (string)arguments[3]!,
                (IReadOnlyList<UncountedTrade>)arguments[4]!)),
            _ => throw new NotSupportedException(method.Name),
        };
        return world.Scenario.Of<Unanswered>().Any(f => world.Seconds >= f.At && world.Seconds < f.End)
            ? throw new TimeoutException("the answer was lost")
            : answer;
    }

    private TTask Watch<TTask>(TTask call)
        where TTask : Task
    {
        if (!call.IsCompleted)
        {
            throw new InvalidOperationException("the model's store answers at once");
        }

        Broken ??= call.Exception?.InnerException is { } broken and not IOException ? broken : null;
        return call;
    }

    private async Task<long> IngestAsync(TradeBatch batch)
    {
        if (!Book.TryIngest(batch))
        {
            return -1;
        }

        Book.Collect();
        if (Book.HasStrays)
        {
            await Book.CountStraysAsync(CancellationToken.None);
            Book.Collect();
        }

        return Book.Flow.ReadyThroughUnixMs;
    }

    private async Task RefillAsync(Gap gap, TradeBatch found, bool isCovered, string by, IReadOnlyList<UncountedTrade> unread)
    {
        Book.Collect();
        await Book.RefillAsync(gap, found, isCovered, by, unread, CancellationToken.None);
        Book.Collect();
    }
}
