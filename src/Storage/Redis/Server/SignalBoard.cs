using System.Globalization;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Messages;
using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Server;

/// <summary>What other programs read of signals: the commands that put one there.</summary>
/// <param name="prefix">What the names of all keys and channels begin with.</param>
internal sealed class SignalBoard(string prefix)
{
    private const int HistoryLength = 100;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly TimeSpan ActivityLife = TimeSpan.FromMinutes(5);

    private readonly RedisKeys _keys = new(prefix);

    /// <summary>How long a history lasts, and what keeps a signal from being published twice.</summary>
    public static TimeSpan Life { get; } = TimeSpan.FromDays(1);

    /// <summary>Key of what stands for a published signal.</summary>
    public string MarkerOf(string signalId) => _keys.MarkerOf(signalId);

    /// <summary>Adds a signal to a transaction.</summary>
    /// <param name="transaction">What is carried out together.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="validFor">What is left of its time; null when it is past: it then goes to history and count alone.</param>
    public List<Task> Fill(ITransaction transaction, Signal signal, TimeSpan? validFor)
    {
        var message = SignalMessage.Write(signal);
        var history = _keys.HistoryOf(signal.Pair);
        List<Task> parts = [transaction.StringSetAsync(_keys.MarkerOf(signal.Id), 1, Life)];
        if (validFor is { } rest)
        {
            parts.Add(transaction.StringSetAsync(_keys.SignalOf(signal.Pair), message, rest));
            parts.Add(transaction.PublishAsync(RedisChannel.Literal(_keys.Signals), message));
        }

        parts.Add(transaction.ListLeftPushAsync(history, message));
        parts.Add(transaction.ListTrimAsync(history, 0, HistoryLength - 1));
        parts.Add(transaction.KeyExpireAsync(history, Life));
        parts.Add(transaction.StringIncrementAsync(_keys.Count));
        parts.Add(transaction.KeyExpireAsync(_keys.Count, Life));
        return parts;
    }

    /// <summary>
    /// What the server says of parts that it did not take, null when it took all: a transaction is not taken back when one of its commands fails, e.g. because a key of
    /// that name holds something else.
    /// </summary>
    public static async Task<string?> RefusedAsync(IReadOnlyCollection<Task> parts)
    {
        try
        {
            await Task.WhenAll(parts).ConfigureAwait(false);
            return null;
        }
        catch (RedisServerException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>Tells watchdogs when the last cycle ended.</summary>
    public Task MarkActivityAsync(IDatabaseAsync database, DateTimeOffset at) =>
        database.StringSetAsync(_keys.LastActivity, at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture), ActivityLife);

    /// <summary>What is left of a signal's time, whole seconds; null when it is past.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="nowUnixMs">Market time; null while it is not known, which takes nothing away.</param>
    public static TimeSpan? ValidFor(Signal signal, long? nowUnixMs)
    {
        var age = (nowUnixMs ?? signal.BarCloseUnixMs) - signal.BarCloseUnixMs;
        var left = Math.Min(signal.TtlSeconds, Math.Ceiling(signal.TtlSeconds - (age / 1000.0)));
        return left > 0 ? TimeSpan.FromSeconds(left) : null;
    }
}
