using System.Globalization;
using Microsoft.AspNetCore.Builder;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Simulation.Worlds;

namespace SqueezeFlow.Simulation.Venues;

/// <summary>
/// BINANCE and BINANCE_FUTURES on loopback, trading a <see cref="World"/>: WebSocket streams and REST in the venues' own
/// protocols, each venue on a port of its own. No trade is lost to a connected client: market time waits for the slowest.
/// </summary>
public sealed class SimulatedVenues : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);
    private readonly World _world;
    private readonly VenueClock _clock;
    private readonly WebApplication _server;
    private readonly Task _running;
    private readonly TimeProvider _time;
    private readonly FaultPlan? _faults;
    private readonly VenueOutages _outages;
    private int _disposals;

    private SimulatedVenues(World world, VenueClock clock, WebApplication server, VenueAddresses addresses, TimeProvider time, VenueOutages outages, FaultPlan? faults)
    {
        (_world, _clock, _server, _time, _outages, _faults) = (world, clock, server, time, outages, faults);
        Configuration = new Dictionary<string, string?>
        {
            ["Exchanges:BINANCE:Stream"] = $"ws://127.0.0.1:{addresses.SpotPort}/ws",
            ["Exchanges:BINANCE:Rest"] = $"http://127.0.0.1:{addresses.SpotPort}",
            ["Exchanges:BINANCE_FUTURES:Stream"] = $"ws://127.0.0.1:{addresses.FuturesPort}/market/ws",
            ["Exchanges:BINANCE_FUTURES:Streams:public"] = $"ws://127.0.0.1:{addresses.FuturesPort}/public/ws",
            ["Exchanges:BINANCE_FUTURES:Rest"] = $"http://127.0.0.1:{addresses.FuturesPort}",
        };
        _running = Task.Run(clock.RunAsync);
    }

    /// <summary>Configuration keys and values that attach the service to these venues.</summary>
    public IReadOnlyDictionary<string, string?> Configuration { get; }

    /// <summary>The world that is traded.</summary>
    public World World => _world;

    /// <summary>Market time up to which every connected client was served, milliseconds since 1970 UTC. REST knows nothing later.</summary>
    public long MarketUnixMs => _clock.NowUnixMs;

    /// <summary>Done when market time has reached its end and every byte was written; faults when the venues break, is cancelled by disposal.</summary>
    public Task Completion => _clock.Completion;

    /// <summary>Messages written per market over all connections, in the order of <see cref="World.Markets"/>.</summary>
    public IReadOnlyDictionary<MarketId, long> Sent => _world.Markets.ToDictionary(market => market.Id, _clock.Sent);

    /// <summary>What has gone wrong so far; null when nothing was to.</summary>
    public VenueFaultReport? Faults => _faults?.Report;

    /// <summary>Markets for which some connected client has a stream that delivers.</summary>
    public IReadOnlySet<MarketId> Subscribed =>
        _clock.Connections.SelectMany(connection => connection.Streams).Select(stream => stream.Market.Id).ToHashSet();

    /// <summary>Starts the servers; market time stands still at <paramref name="standingAtUnixMs"/> until <see cref="StartClock"/>.</summary>
    /// <param name="world">The world.</param>
    /// <param name="speed">Seconds of market time per wall second, greater than zero.</param>
    /// <param name="standingAtUnixMs">Market time before the clock starts: klines and trades up to it can be asked for.</param>
    /// <param name="time">Wall clock.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">No port of 127.0.0.1 could be opened.</exception>
    public static Task<SimulatedVenues> StartAsync(
        World world, double speed, long standingAtUnixMs, TimeProvider time, CancellationToken cancellationToken) =>
        StartAsync(world, speed, standingAtUnixMs, time, null, cancellationToken);

    /// <summary>The same with faults. On the wall's own time and at speed 1 the venues are live ones: a world knows every minute since its start.</summary>
    /// <param name="world">The world.</param>
    /// <param name="speed">Seconds of market time per wall second, greater than zero.</param>
    /// <param name="standingAtUnixMs">Market time before the clock starts: klines and trades up to it can be asked for.</param>
    /// <param name="time">Wall clock.</param>
    /// <param name="faults">What goes wrong; null for nothing.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">No port of 127.0.0.1 could be opened.</exception>
    public static async Task<SimulatedVenues> StartAsync(
        World world, double speed, long standingAtUnixMs, TimeProvider time, VenueFaults? faults, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        ArgumentOutOfRangeException.ThrowIfLessThan(standingAtUnixMs, World.StartUnixMs);
        var plan = faults is null ? null : new FaultPlan(faults, world, time);
        var clock = new VenueClock(world, speed, standingAtUnixMs, time, plan);
        var outages = new VenueOutages(time);
        var (server, addresses) = await VenueServer.StartAsync(world, clock, outages, plan, cancellationToken);
        return new(world, clock, server, addresses, time, outages, plan);
    }

    /// <summary>Lets market time run from <paramref name="marketStartUnixMs"/> at the given speed. Called once, when the feeds are subscribed.</summary>
    /// <param name="marketStartUnixMs">First market time that is streamed, at or after the world's start.</param>
    /// <param name="marketEndUnixMs">End of market time, exclusive; left out, it never ends.</param>
    /// <exception cref="InvalidOperationException">It runs already.</exception>
    public void StartClock(long marketStartUnixMs, long marketEndUnixMs = long.MaxValue) =>
        _clock.Begin(marketStartUnixMs, marketEndUnixMs);

    /// <summary>
    /// Lets market time end at the next whole second, as if it had been meant to: <see cref="Completion"/> tells when every byte up to it was
    /// written, <see cref="MarketUnixMs"/> where it is. Connections stay open.
    /// </summary>
    public void EndSoon() => _clock.EndSoon();

    /// <summary>The venues that trade this world.</summary>
    public IReadOnlyList<string> Exchanges { get; } = [WorldMarket.ExchangeOf(MarketKind.Spot), WorldMarket.ExchangeOf(MarketKind.Perp)];

    /// <summary>When a venue that was cut off is back, wall time; null while it is there.</summary>
    public DateTimeOffset? AwayUntil(string exchange) => _outages.EndOf(exchange);

    /// <summary>
    /// Cuts a venue off: its connections are closed and new ones refused for so long of wall time; its REST side answers some seconds after the first of them. Market time goes
    /// on, and the venue's lists know afterwards what was traded meanwhile.
    /// </summary>
    /// <param name="exchange">One of <see cref="Exchanges"/>.</param>
    /// <param name="length">Greater than zero.</param>
    /// <param name="cancellationToken">Gives up waiting for clients to take their goodbye; the venue is away all the same.</param>
    /// <returns>When it is back.</returns>
    public async Task<DateTimeOffset> CutAsync(string exchange, TimeSpan length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        if (!Exchanges.Contains(exchange))
        {
            throw new ArgumentException($"'{exchange}' is no simulated venue: name one of {string.Join(", ", Exchanges)}.", nameof(exchange));
        }

        var end = _outages.Begin(exchange, length);
        await VenueServer.CloseAsync(_clock, _clock.Connections.Where(connection => connection.Exchange == exchange), cancellationToken);
        return end;
    }

    /// <summary>Waits until every one of <paramref name="markets"/> is in <see cref="Subscribed"/>.</summary>
    public async Task WaitForSubscriptionsAsync(IReadOnlyCollection<MarketId> markets, CancellationToken cancellationToken)
    {
        while (!Subscribed.IsSupersetOf(markets))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, cancellationToken);
        }
    }

    /// <summary>Describes where the market stands, for logs.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"simulated venues at {DateTimeOffset.FromUnixTimeMilliseconds(MarketUnixMs):u}");

    /// <summary>Stops market time, closes every connection and frees the ports. Repeated calls do nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
        {
            return;
        }

        _clock.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using (var timeout = new CancellationTokenSource(StopTime, _time))
        {
            await VenueServer.StopAsync(_server, _clock, timeout.Token);
        }

        await _server.DisposeAsync();
        _clock.Dispose();
    }
}
