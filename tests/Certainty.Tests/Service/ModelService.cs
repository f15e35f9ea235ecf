using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Certainty.Tests.Scenarios;
using SqueezeFlow.Exchanges.Catalog;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Grains.Refill;

namespace SqueezeFlow.Certainty.Tests.Service;

/// <summary>One life of the service: its real parts from the frame to the store, on the model's thread and clock. One silo, or those of a cluster.</summary>
internal sealed class ModelService : IDisposable
{
    private readonly ModelWorld _world;
    private readonly ModelSymbol _symbol;
    private readonly Func<ModelOwner> _createOwner;
    private readonly List<ModelOwner> _owners = [];
    private readonly Func<ModelReader> _createReader;
    private readonly ModelReader[] _readers;
    private readonly List<ModelReader> _gone = [];
    private readonly RestShutdown _restEnd = new();
    private ModelOwner? _owner;

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
        _createOwner = () => new(world, _symbol, grains, rests, reach, longest);
        _createReader = () => new(world, grains);
        _readers = world.IsShared ? [_createReader(), _createReader()] : [_createReader()];
        TakeUp();
        Feeds = new(world, this);
    }

    /// <summary>Generation of the feeds that are begun now.</summary>
    public long Epoch { get; private set; }

    /// <summary>Whether it runs.</summary>
    public bool IsAlive { get; private set; } = true;

    public ModelFeeds Feeds { get; }

    /// <summary>Searches under way or waiting.</summary>
    public int Searches => _owners.Sum(owner => owner.Searches);

    /// <summary>What broke in it.</summary>
    public Exception? Broken => _symbol.Broken;

    /// <summary>The silo that reads a feed; copies are read by another one where there is one.</summary>
    public ModelReader ReaderOf(string feedId) => _readers[PlaceOf(feedId)];

    /// <summary>Its place.</summary>
    public int PlaceOf(string feedId) => _readers.Length > 1 && feedId.EndsWith(ModelFeeds.Copy, StringComparison.Ordinal) ? 1 : 0;

    public void Start()
    {
        Feeds.Start();
        _world.Agenda.Every(500, () =>
        {
            if (IsAlive && _owner is { } owner)
            {
                _symbol.Tick(_world.Agenda.NowMs);
                owner.Write();
            }

            return IsAlive;
        });
        _world.Agenda.Every(2_000, () =>
        {
            if (IsAlive && _world.IsShared)
            {
                Array.ForEach(_readers, reader => reader.Ask());
            }

            return IsAlive;
        });
    }

    /// <summary>Trades wait: they leave with the next beat of their router.</summary>
    public void Wake(string feedId) => ReaderOf(feedId).Wake();

    /// <summary>The power of the process is cut: what is not stored is gone.</summary>
    public void Kill()
    {
        Feeds.Stop();
        IsAlive = false;
        Array.ForEach(_readers, reader => reader.Kill());
        LoseSymbol();
    }

    /// <summary>The order of a clean stop: feeds, router, grains, searches, store.</summary>
    public void Stop()
    {
        Feeds.Stop();
        Array.ForEach(_readers, reader => reader.Flush());
        MoveSymbol();
        Kill();
    }

    /// <summary>The symbol's silo is killed; those that read live on.</summary>
    public void LoseSymbol()
    {
        _owner?.Kill();
        (_owner, _symbol.Book) = (null, null);
    }

    /// <summary>The symbol leaves its silo in order.</summary>
    public void MoveSymbol()
    {
        _owner?.Leave();
        (_owner, _symbol.Book) = (null, null);
    }

    /// <summary>The symbol is on a silo again.</summary>
    public void TakeUp()
    {
        if (_owner is null && IsAlive)
        {
            _owner = _createOwner();
            _owners.Add(_owner);
        }
    }

    /// <summary>A silo that reads is killed, and what it had read with it.</summary>
    public void LoseReader(int place)
    {
        if (!_readers[place].IsDead)
        {
            Feeds.Lose(place);
            _readers[place].Kill();
            _gone.Add(_readers[place]);
        }
    }

    /// <summary>Its feeds are read again.</summary>
    public void ReadAgain(int place)
    {
        if (IsAlive && _readers[place].IsDead)
        {
            _readers[place] = _createReader();
            Epoch++;
            Feeds.Return(place);
        }
    }

    [SuppressMessage("Usage", "CA1816", Justification = "nothing is finalized")]
    public void Dispose()
    {
        _owners.ForEach(owner => owner.Dispose());
        _restEnd.Dispose();
        foreach (var reader in _readers.Union(_gone))
        {
            reader.Dispose();
        }
    }
}
