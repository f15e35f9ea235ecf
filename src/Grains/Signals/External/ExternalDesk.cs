using System.Globalization;
using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Flow;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Signals.Validation;
using SqueezeFlow.Core.Words;
using SqueezeFlow.Grains.Screen;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.Interfaces.Symbols;

namespace SqueezeFlow.Grains.Signals.External;

/// <summary>
/// Makes signals of what is sent from outside and hands them to their symbols. They pass the check that the strategy's own pass, and count in it.
/// Safe for concurrent use.
/// </summary>
internal sealed class ExternalDesk(
    IGrainFactory grains,
    ClosablePositions positions,
    SignalGate gate,
    IMarketClock market,
    ISignalPublisher publisher,
    ISignalTrail trail,
    IScreen screen,
    ILogger<ExternalDesk> logger)
{
    private const long MostLeadMs = 5_000;
    private const long MostAgeMs = 86_400_000;

    /// <summary>The signal that is to be kept, or why none is.</summary>
    /// <exception cref="TimeoutException">A part of the service did not answer.</exception>
    public async Task<ExternalDraft> DraftAsync(ExternalSignal sent)
    {
        if (market.NowUnixMs is not { } now)
        {
            return ExternalDraft.Of(ExternalRefusalKind.Unavailable, "Market time", null, "it is not known yet");
        }

        var at = sent.AtUnixMs ?? now;
        if (at > now + MostLeadMs || at < now - MostAgeMs)
        {
            return ExternalDraft.Of(
                ExternalRefusalKind.Invalid,
                "time",
                TimeText(at),
                $"send a time of the last 24 hours and at most {MostLeadMs / 1_000} s ahead of market time, which is {TimeText(now)}; or leave it out");
        }

        return sent.Action == SignalAction.Close ? await CloseAsync(sent, at, now) : await EnterAsync(sent, at, now);
    }

    /// <summary>Hands a kept signal over, or puts its refusal on record; answers what is on record then.</summary>
    /// <exception cref="IOException">It could not be kept.</exception>
    public async Task<SignalRecord> GiveAsync(SignalRecord first)
    {
        var signal = first.Signal;
        if (first.Outcome == SignalOutcome.Pending)
        {
            return first with { Signal = await grains.GetGrain<ISymbolGrain>(signal.BaseSymbol).TakeAsync(signal) };
        }

        OutboxMetrics.Refused.Add(1);
        OutboxLog.Refused(logger, signal.Id, first.Detail!);
        await publisher.PublishAsync(first, CancellationToken.None);
        screen.Publish(EventKinds.Signal, signal.BaseSymbol, first);
        return first;
    }

    /// <summary>The signal as it is on record; null when it is not, or not any more.</summary>
    /// <exception cref="IOException">The record cannot be read.</exception>
    public async Task<SignalRecord?> FindAsync(string signalId) => await trail.FindAsync([signalId], CancellationToken.None) is [var found, ..] ? found : null;

    private async Task<ExternalDraft> EnterAsync(ExternalSignal sent, long at, long now)
    {
        if ((sent.Price ?? await LatestAsync(sent.Symbol!)) is not { } price)
        {
            return ExternalDraft.Of(ExternalRefusalKind.Unavailable, $"The price of {sent.Symbol}", null, "none is known yet");
        }

        if (ExternalSignals.StopFault(sent, price) is { } fault)
        {
            return ExternalDraft.Of(ExternalRefusalKind.Invalid, fault.Field, fault.Value, fault.Fix);
        }

        var signal = ExternalSignals.Entry(sent, at, price);

        // Whatever time its sender gives it, in the limits it counts from when it comes.
        var check = gate.Check(signal with { BarCloseUnixMs = now });
        return new(signal, check.IsValid ? null : ReasonOf(signal, check), null, now);
    }

    private async Task<ExternalDraft> CloseAsync(ExternalSignal sent, long at, long now)
    {
        var (position, refusal) = await positions.FindAsync(sent, at + MostLeadMs);
        if (position is null)
        {
            return new(null, null, refusal, now);
        }

        var price = await LatestAsync(position.Symbol) ?? (double)position.EntryPrice;
        return new(ExternalSignals.Close(sent, position.Symbol, at, price, position.SignalId, position.Id) with { Account = position.Account }, null, null, now);
    }

    private async Task<double?> LatestAsync(string coin) => (await grains.GetGrain<ISymbolGrain>(coin).FindPriceAsync(long.MaxValue)).Point?.Price;

    private static string ReasonOf(Signal signal, SignalCheck check) => check.Verdict switch
    {
        SignalVerdict.Duplicate => string.Create(
            CultureInfo.InvariantCulture,
            $"{signal.Action.ToString().ToUpperInvariant()} {signal.Pair} was given within the last {SignalGate.Limits.Cooldown.TotalMinutes:0} min, by whomever: not so soon again"),
        SignalVerdict.RateLimited => string.Create(
            CultureInfo.InvariantCulture,
            $"too many entries: {SignalGate.Limits.MaxPerSymbolPerHour} of {signal.Pair} in an hour and {SignalGate.Limits.MaxPerMinute} of all in a minute are allowed"),
        _ => $"{string.Join(", ", check.Codes)}: price {PriceText.Of(signal.EntryPrice)}",
    };

    private static string TimeText(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
