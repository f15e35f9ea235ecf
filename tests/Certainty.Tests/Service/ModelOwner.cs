using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Storage;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Storage;
using SqueezeFlow.Grains.Symbols;
using SqueezeFlow.Grains.Symbols.Stored;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>The silo on which the symbol is: its book, its searches, and its way to the store.</summary>
internal sealed class ModelOwner : IDisposable
{
    private readonly ModelWorld _world;
    private readonly ModelPipe? _pipe;
    private readonly BarWriter _writer;
    private readonly GapFiller _filler;

    public ModelOwner(ModelWorld world, ModelSymbol symbol, IGrainFactory grains, ExchangeRests rests, VenueReach reach, TimeSpan longest)
    {
        _world = world;
        _pipe = world.IsShared ? new(world) : null;
        IBarStore store = _pipe is null ? world.Store : _pipe;
        _writer = new(store, Options.Create(new BarWriterOptions()), world.Clock, NullLogger<BarWriter>.Instance, _pipe);
        _filler = new(rests, grains, Options.Create(new RefillOptions { Longest = longest }), reach, new(world.Clock), world.Clock, NullLogger<GapFiller>.Instance, world.Scheduler);
        var flow = new SymbolFlow("BTC", Timeframe.M5, silentAfterMs: 60_000);
        Stored = new(store, _writer, world.Clock);
        Book = new(flow, Stored, _writer, _filler, handsOutOpen: world.IsShared || world.Scenario.Seed % 3 != 0, world.IsShared ? new ModelOwners() : null);
        symbol.Book = Book;
    }

    public SymbolBook Book { get; }

    /// <summary>Searches under way or waiting.</summary>
    public int Searches => _filler.Running;

    private StoredMarkets Stored { get; }

    public void Write()
    {
        var write = _writer.FlushAsync(CancellationToken.None);
        if (!write.IsCompletedSuccessfully && !_world.Store.IsFull)
        {
            throw new InvalidOperationException("the model's store answers at once", write.Exception);
        }
    }

    /// <summary>What is not in the store yet is gone.</summary>
    public void Kill()
    {
        _pipe?.Cut();
        EndSearches();
    }

    /// <summary>Everything is handed to the store, and arrives there.</summary>
    public void Leave()
    {
        Book.Leave();
        Write();
        EndSearches();
        Write();
        _pipe?.Drain();
    }

    public void Dispose()
    {
        _filler.Dispose();
        _writer.Dispose();
        Stored.Dispose();
    }

    private void EndSearches() => _ = _filler.StopAsync(CancellationToken.None);
}
