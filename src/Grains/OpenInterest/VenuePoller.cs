using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Flow.OpenInterest;
using SqueezeFlow.Core.Markets;
using SqueezeFlow.Exchanges.Adapters;
using SqueezeFlow.Exchanges.Rest;
using SqueezeFlow.Exchanges.Rest.Requests;
using SqueezeFlow.Interfaces.OpenInterest;

namespace SqueezeFlow.Grains.OpenInterest;

/// <summary>
/// Polls one venue at its own pace and hands what it says to the coins. A poll that fails is told to the coins and tried
/// again, at twice the distance each time up to <see cref="LongestDelay"/>. Not safe for concurrent use.
/// </summary>
internal sealed class VenuePoller(
    string exchange,
    IReadOnlyList<string> coins,
    ExchangeRests venues,
    Func<string, IOpenInterestGrain> coin,
    OpenInterestClock time,
    VenueReach reach,
    TimeProvider clock,
    ILogger logger)
{
    /// <summary>Longest time between two polls of a venue that fails.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstUnpricedDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RelistEvery = TimeSpan.FromHours(1);

    private Dictionary<MarketId, Instrument>? _markets;
    private DateTimeOffset _relistAt;
    private DateTimeOffset _nextPoll;
    private TimeSpan _delay;
    private TimeSpan _unpricedDelay = FirstUnpricedDelay;

    /// <summary>Whether it is time for the next poll.</summary>
    public bool IsDue => clock.GetUtcNow() >= _nextPoll;

    /// <summary>Polls once.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        var every = (venues.TryGet(exchange, out var rest) ? rest.OpenInterestEvery : null) ?? LongestDelay;
        var begun = clock.GetUtcNow();
        try
        {
            var markets = await ListAsync(cancellationToken);
            var values = markets.Count == 0 ? [] : await venues.Get(exchange).GetOpenInterestAsync([.. markets.Values], cancellationToken);
            var isPriced = await HandOnAsync(markets, values);
            (_nextPoll, _delay) = (begun + (isPriced ? every : UnpricedDelay(every)), TimeSpan.Zero);
            OpenInterestMetrics.Polls.Add(1, new KeyValuePair<string, object?>("exchange", exchange));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _delay = TimeSpan.FromTicks(Math.Clamp(_delay.Ticks * 2, every.Ticks, Math.Max(every.Ticks, LongestDelay.Ticks)));
            _nextPoll = clock.GetUtcNow() + _delay;
            OpenInterestMetrics.PollFailures.Add(1, new KeyValuePair<string, object?>("exchange", exchange));
            LogFailure(e);
            await ReportAsync(e.Message);
        }
    }

    // At a start the price that a reading lacks is often there with the next trade: no need to wait for a whole period.
    private TimeSpan UnpricedDelay(TimeSpan every)
    {
        var delay = _unpricedDelay < every ? _unpricedDelay : every;
        _unpricedDelay = delay * 2;
        return delay;
    }

    // A list that cannot be had anew does not keep known markets from being read.
    private async Task<Dictionary<MarketId, Instrument>> ListAsync(CancellationToken cancellationToken)
    {
        if (_markets is { } known && clock.GetUtcNow() < _relistAt)
        {
            return known;
        }

        try
        {
            var listed = await venues.Get(exchange).GetInstrumentsAsync(cancellationToken);
            _markets = listed.Instruments.Where(Wants).DistinctBy(instrument => instrument.Market).ToDictionary(instrument => instrument.Market);
        }
        catch (HttpRequestException e) when (_markets is not null)
        {
            if (reach.ShouldLog(exchange))
            {
                OpenInterestLog.RelistFailed(logger, exchange, RelistEvery, e.Message);
            }
        }

        _relistAt = clock.GetUtcNow() + RelistEvery;
        return _markets;
    }

    private void LogFailure(Exception e)
    {
        if (e is OperationCanceledException)
        {
            // The service stops.
            return;
        }

        if (e is not HttpRequestException)
        {
            OpenInterestLog.PollFailed(logger, exchange, _delay, e);
        }
        else if (reach.ShouldLog(exchange))
        {
            OpenInterestLog.NotRead(logger, exchange, _delay, e.Message);
        }
    }

    private bool Wants(Instrument instrument) =>
        instrument is { IsTrading: true, Kind: MarketKind.Perp } && coins.Contains(instrument.BaseCoin) && QuoteCurrency.IsUsdLike(instrument.Quote);

    /// <summary>Whether every reading could be valued.</summary>
    private async Task<bool> HandOnAsync(Dictionary<MarketId, Instrument> markets, IReadOnlyList<OpenInterestValue> values)
    {
        var isPriced = true;
        foreach (var symbol in coins)
        {
            var own = values.Where(value => markets.TryGetValue(value.Market, out var instrument) && instrument.BaseCoin == symbol).ToList();
            var priced = own.FindIndex(value => value.Price > 0);
            var price = priced < 0 ? (double?)null : own[priced].Price / BaseCoin.MultiplierOf(own[priced].Market);
            var grain = coin(symbol);
            var fallback = own.TrueForAll(value => value.Price > 0) ? price : price ?? await grain.GetPriceAsync();
            var listed = markets.Values.Where(instrument => instrument.BaseCoin == symbol).Select(instrument => instrument.Market);
            var readings = own.Select(value => Reading(markets[value.Market], value, fallback ?? double.NaN));
            isPriced &= fallback is not null || own.Count == 0;
            await grain.AddAsync(new(exchange, [.. listed], [.. readings], price, null));
        }

        return isPriced;
    }

    private MarketOpenInterest Reading(Instrument instrument, in OpenInterestValue value, double coinPrice)
    {
        var price = value.Price > 0 ? value.Price : coinPrice * BaseCoin.MultiplierOf(instrument.Market);
        var worth = value.Unit switch
        {
            OpenInterestUnit.Base => OpenInterestWorth.OfBase(instrument, value.Amount, price),
            OpenInterestUnit.Usd => OpenInterestWorth.OfUsd(instrument, value.Amount, price),
            _ => OpenInterestWorth.OfContracts(instrument, value.Amount, price),
        };
        return new(value.Market, worth, time.Of(value.UnixMs), value.UnixMs);
    }

    // The coins are grains: they may be out of reach for the same reason that the poll failed.
    private async Task ReportAsync(string error)
    {
        try
        {
            foreach (var symbol in coins)
            {
                await coin(symbol).AddAsync(new(exchange, null, [], null, error));
            }
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            OpenInterestLog.ReportFailed(logger, exchange, e);
        }
    }
}
