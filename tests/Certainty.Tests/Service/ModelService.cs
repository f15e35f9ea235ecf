using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Refill;
using SqueezeFlow.Grains.Routing;
using SqueezeFlow.Grains.Signals;
using SqueezeFlow.Grains.Storage;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>One life of the service: its real parts from the frame to the store, on the model's thread and clock.</summary>
internal sealed class ModelService : IDisposable
{
    private readonly ModelWorld _world;
    private readonly BarWriter _writer;
    private readonly GapFiller _filler;
    private readonly ModelSymbol _symbol;
    private readonly RestShutdown _restEnd = new();
    private bool _isFlushing;

    public ModelService(ModelWorld world, long epoch)
    {
        (_world, Epoch, _symbol) = (world, epoch, new(world));
        var grains = Double.Grains(_symbol.Grain);
        var longest = world.Scenario.Of<Longest>().Select(f => TimeSpan.FromSeconds(f.Seconds)).FirstOrDefault(new RefillOptions().Longest);
        var reach = new VenueReach(world.Clock);
        var rests = new ExchangeRests(
            Double.Of<IHttpClientFactory>((_, _) => new HttpClient(world.Rest, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }),
            Options.Create(new ExchangesOptions()),
            Options.Create(new RestOptions()),
            reach,
            _restEnd,
            world.Clock,
            NullLogger<ExchangeRests>.Instance);
        _writer = new(world.Store, Options.Create(new BarWriterOptions()), world.Clock, NullLogger<BarWriter>.Instance);
        _filler = new(
            rests,
            grains,
            Options.Create(new RefillOptions { Longest = longest }),
            reach,
            world.Clock,
            NullLogger<GapFiller>.Instance,
            world.Scheduler);
        Router = new(
            grains,
            Double.Of<IEvaluationSchedule>(static (_, _) => null),
            Options.Create(new RouterOptions()),
            Options.Create(new EvaluationOptions()),
            world.Clock,
            NullLogger<TradeRouter>.Instance);
        var flow = new SymbolFlow("BTC", Timeframe.M5, silentAfterMs: 60_000);
        _symbol.Book = new(flow, new(world.Store, _writer, world.Clock), _writer, _filler, handsOutOpen: world.Scenario.Seed % 3 != 0);
        Feeds = new(world, this);
    }

    /// <summary>Generation of all its feeds.</summary>
    public long Epoch { get; }

    /// <summary>Whether it runs.</summary>
    public bool IsAlive { get; private set; } = true;

    public TradeRouter Router { get; }

    public ModelFeeds Feeds { get; }

    /// <summary>Searches under way or waiting.</summary>
    public int Searches => _filler.Running;

    /// <summary>What broke in it.</summary>
    public Exception? Broken => _symbol.Broken;

    public void Start()
    {
        Feeds.Start();
        _world.Agenda.Every(500, () =>
        {
            if (IsAlive)
            {
                _symbol.Tick(_world.Agenda.NowMs);
                Write();
            }

            return IsAlive;
        });
    }

    /// <summary>Trades wait: they leave with the next beat of the router.</summary>
    public void Wake()
    {
        if (!_isFlushing)
        {
            _isFlushing = true;
            _world.Agenda.At(_world.Agenda.NowMs + 100, () =>
            {
                _isFlushing = false;
                if (IsAlive)
                {
                    Flush();
                }
            });
        }
    }

    /// <summary>The power of the process is cut: what is not stored is gone.</summary>
    public void Kill()
    {
        Feeds.Stop();
        IsAlive = false;
        _ = _filler.StopAsync(CancellationToken.None);
    }

    /// <summary>The order of a clean stop: feeds, router, grains, searches, store.</summary>
    public void Stop()
    {
        Feeds.Stop();
        Flush();
        _symbol.Book.Leave();
        Write();
        Kill();
        Write();
    }

    public void Dispose()
    {
        _filler.Dispose();
        _writer.Dispose();
        _restEnd.Dispose();
        Router.Dispose();
    }

    private void Flush()
    {
        foreach (var lane in Router.Lanes)
        {
            lane.Flush(CancellationToken.None);
        }
    }

    private void Write()
    {
        var write = _writer.FlushAsync(CancellationToken.None);
        if (!write.IsCompletedSuccessfully && !_world.Store.IsFull)
        {
            throw new InvalidOperationException("the model's store answers at once", write.Exception);
        }
    }
}
