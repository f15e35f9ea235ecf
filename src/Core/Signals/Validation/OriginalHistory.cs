namespace SqueezeFlow.Core.Signals.Validation;

/// <summary>
/// The memory of the reference system: one entry per pair and action, so that the rates count kinds of signals rather
/// than signals, and fingerprints that live until the next cleanup.
/// </summary>
internal sealed class OriginalHistory(SignalLimits limits, DateTimeOffset startedAt) : ISignalHistory
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    private readonly Dictionary<(string Pair, string Action), DateTimeOffset> _last = [];
    private readonly HashSet<SignalFingerprint> _fingerprints = [];
    private DateTimeOffset _cleanedAt = startedAt;

    public void Forget(DateTimeOffset now)
    {
        if (now - _cleanedAt <= limits.CleanupInterval)
        {
            return;
        }

        foreach (var key in _last.Where(entry => now - entry.Value > Retention).Select(entry => entry.Key).ToArray())
        {
            _last.Remove(key);
        }

        _fingerprints.Clear();
        _cleanedAt = now;
    }

    public bool IsDuplicate(in SignalFacts signal, DateTimeOffset now) =>
        _fingerprints.Contains(signal.Fingerprint)
        || (_last.TryGetValue((signal.Pair, signal.Action), out var last) && now - last < limits.Cooldown);

    public bool IsTooMany(in SignalFacts signal, DateTimeOffset now)
    {
        var pair = signal.Pair;
        return _last.Values.Count(at => now - at < TimeSpan.FromMinutes(1)) >= limits.MaxPerMinute
            || _last.Count(entry => entry.Key.Pair == pair && now - entry.Value < TimeSpan.FromHours(1)) >= limits.MaxPerSymbolPerHour;
    }

    public void Keep(in SignalFacts signal, DateTimeOffset now)
    {
        _fingerprints.Add(signal.Fingerprint);
        _last[(signal.Pair, signal.Action)] = now;
    }
}
