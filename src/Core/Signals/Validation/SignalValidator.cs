using System.Text.Json;
using SqueezeFlow.Core.Signals.Messages;

namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>
/// Decides whether a signal may be published: form, values, consistency, age, repetition, rate. Keeps what it accepted.
/// Reads no clock: callers pass the time, which must not run backwards. Not safe for concurrent use.
/// </summary>
public sealed class SignalValidator
{
    private readonly SignalLimits _limits;
    private readonly StrategyProfile _profile;
    private readonly ISignalHistory _history;

    /// <summary>A validator without memory yet.</summary>
    /// <param name="limits">Rates and lifetimes.</param>
    /// <param name="profile">Whose rules: the reference system's, or the mended ones.</param>
    /// <param name="startedAt">Time from which cleanups of <see cref="StrategyProfile.Original"/> are counted.</param>
    public SignalValidator(SignalLimits limits, StrategyProfile profile, DateTimeOffset startedAt)
    {
        _limits = limits;
        _profile = profile;
        _history = profile == StrategyProfile.Original ? new OriginalHistory(limits, startedAt) : new CorrectedHistory(limits);
    }

    /// <summary>Checks a message as it came from outside, and keeps it when it is valid.</summary>
    public SignalCheck Check(JsonElement message, DateTimeOffset now)
    {
        _history.Forget(now);
        var form = new SignalForm(message);
        if (_profile == StrategyProfile.Original)
        {
            return OriginalFlaws(form) is { Count: > 0 } flaws
                ? new(SignalVerdict.Invalid, flaws, [])
                : CheckOriginal(form.Facts(), now);
        }

        if (form.Codes.Count > 0)
        {
            return new(SignalVerdict.Invalid, form.Codes, []);
        }

        var facts = form.Facts();
        return CheckCorrected(facts, SignalConsistency.Of(facts), now);
    }

    /// <summary>Checks a signal of our own, dated at its bar's close, and keeps it when it is valid.</summary>
    public SignalCheck Check(Signal signal, DateTimeOffset now)
    {
        _history.Forget(now);
        List<string> codes = [.. Flaws(signal)];
        var facts = new SignalFacts(
            signal.Pair,
            SignalMessage.NameOf(signal.Action),
            signal.Score,
            signal.PositionSizeFactor,
            signal.Leverage,
            signal.EntryPrice,
            signal.Confidence,
            DateTimeOffset.FromUnixTimeMilliseconds(signal.BarCloseUnixMs));
        var oddities = SignalConsistency.Of(facts);
        if (_profile == StrategyProfile.Original)
        {
            codes.AddRange(oddities);
        }

        if (codes.Count > 0)
        {
            return new(SignalVerdict.Invalid, codes, []);
        }

        return _profile == StrategyProfile.Original ? CheckOriginal(facts, now) : CheckCorrected(facts, oddities, now);
    }

    private static List<string> OriginalFlaws(SignalForm form)
    {
        if (!form.IsObject)
        {
            return [.. form.Codes];
        }

        return SignalConsistency.OfUnchecked(form) is { } oddities
            ? [.. form.Codes, .. oddities]
            : [SignalCodes.ValidationException];
    }

    private static IEnumerable<string> Flaws(Signal signal) => new[]
    {
        SignalRanges.Pair(signal.Pair),
        SignalRanges.Score(signal.Score),
        SignalRanges.Factor(signal.PositionSizeFactor),
        SignalRanges.Leverage(signal.Leverage),
        SignalRanges.Price(signal.EntryPrice),
        SignalRanges.Ttl(signal.TtlSeconds),
        SignalRanges.Confidence(signal.Confidence),
    }.OfType<string>();

    private SignalCheck CheckOriginal(in SignalFacts facts, DateTimeOffset now)
    {
        if (_history.IsDuplicate(facts, now))
        {
            return SignalCheck.Of(SignalVerdict.Duplicate, SignalCodes.Duplicate, []);
        }

        if (_history.IsTooMany(facts, now))
        {
            return SignalCheck.Of(SignalVerdict.RateLimited, SignalCodes.RateLimited, []);
        }

        return now - facts.At > _limits.MaxAge
            ? SignalCheck.Of(SignalVerdict.Expired, SignalCodes.Expired, [])
            : Accept(facts, [], now);
    }

    private SignalCheck CheckCorrected(in SignalFacts facts, List<string> warnings, DateTimeOffset now)
    {
        var age = now - facts.At;
        if (age > _limits.MaxAge || age < -_limits.MaxLead)
        {
            return SignalCheck.Of(SignalVerdict.Expired, SignalCodes.Expired, warnings);
        }

        if (_history.IsDuplicate(facts, now))
        {
            return SignalCheck.Of(SignalVerdict.Duplicate, SignalCodes.Duplicate, warnings);
        }

        return _history.IsTooMany(facts, now)
            ? SignalCheck.Of(SignalVerdict.RateLimited, SignalCodes.RateLimited, warnings)
            : Accept(facts, warnings, now);
    }

    private SignalCheck Accept(in SignalFacts facts, List<string> warnings, DateTimeOffset now)
    {
        _history.Keep(facts, now);
        return new(SignalVerdict.Valid, [], warnings);
    }
}
