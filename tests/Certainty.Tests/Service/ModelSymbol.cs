using System.Reflection;
using Orleans.Concurrency;
using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Core.Trades;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>What the symbol's grain does with its book, without a silo and without the strategy.</summary>
internal sealed class ModelSymbol(ModelWorld world)
{
    private const long GraceMs = 1_000;

    /// <summary>Set by the service once the book is there; the book needs the grains, and they this. Null while it is on no silo.</summary>
    public SymbolBook? Book { get; set; }

    public ISymbolGrain Grain => Double.Of<ISymbolGrain>(Answer);

    /// <summary>The first thing that threw; calls are repeated in life, so nobody else would tell.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>The grain's timer.</summary>
    public void Tick(long nowMs)
    {
        if (Book is null or { Markets.Count: 0 })
        {
            return;
        }

        Book.ReleaseOverdue(DateTimeOffset.FromUnixTimeMilliseconds(nowMs));
        Book.Flow.CloseThrough(nowMs - GraceMs);
        Book.Collect();
    }

    private object Answer(MethodInfo method, object?[] arguments)
    {
        if (Book is not { } book)
        {
            throw new TimeoutException("its silo does not answer");
        }

        object answer = method.Name switch
        {
            nameof(ISymbolGrain.StoredThroughAsync) => new ValueTask<long>(book.StoredThrough((string)arguments[0]!)),
            nameof(ISymbolGrain.UntrackAsync) => new ValueTask<long>(Untrack(book, (string)arguments[0]!, (IReadOnlyList<MarketId>)arguments[1]!)),
            nameof(ISymbolGrain.TrackAsync) => new ValueTask(Watch(book.TrackAsync((IReadOnlyList<TrackedMarket>)arguments[0]!, CancellationToken.None))),
            nameof(ISymbolGrain.IngestAsync) => new ValueTask<long>(Watch(IngestAsync(book, ((Immutable<TradeBatch>)arguments[0]!).Value))),
            nameof(ISymbolGrain.IngestKeptAsync) => new ValueTask<long>(Watch(IngestKeptAsync(book, ((Immutable<TradeBatch[]>)arguments[0]!).Value))),
            nameof(ISymbolGrain.RefillAsync) => Watch(RefillAsync(
                book,
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

    private static long Untrack(SymbolBook book, string source, IReadOnlyList<MarketId> markets)
    {
        book.Untrack(source, markets);
        book.Collect();
        return book.Flow.ReadyThroughUnixMs;
    }

    private static Task<long> IngestAsync(SymbolBook book, TradeBatch batch) => IngestKeptAsync(book, [batch]);

    private static async Task<long> IngestKeptAsync(SymbolBook book, TradeBatch[] batches)
    {
        var areCounted = Array.TrueForAll(batches, book.TryIngest);
        book.Collect();
        if (!areCounted)
        {
            return -1;
        }

        if (book.HasStrays)
        {
            await book.CountStraysAsync(CancellationToken.None);
            book.Collect();
        }

        return book.Flow.ReadyThroughUnixMs;
    }

    private static async Task RefillAsync(SymbolBook book, Gap gap, TradeBatch found, bool isCovered, string by, IReadOnlyList<UncountedTrade> unread)
    {
        book.Collect();
        await book.RefillAsync(gap, found, isCovered, by, unread, CancellationToken.None);
        book.Collect();
    }
}
