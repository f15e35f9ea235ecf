using StackExchange.Redis;

namespace SqueezeFlow.Storage.Redis.Records.Engine;

/// <summary>Names of the keys of all records.</summary>
/// <param name="serviceId">Name that all processes of the service share for good.</param>
internal sealed class RecordKeys(string serviceId)
{
    /// <summary>What the names of all of them begin with.</summary>
    public string Root { get; } = $"{serviceId}/records";

    /// <summary>Every signal by the close of its bar.</summary>
    public RedisKey Signals => $"{Root}/signals";

    /// <summary>Entries that may have opened a position and have no result, by the close of their bars.</summary>
    public RedisKey Awaited => $"{Root}/awaited";

    /// <summary>Every step by market time.</summary>
    public RedisKey Steps => $"{Root}/steps";

    /// <summary>Counts steps, so that those of a signal have an order.</summary>
    public RedisKey StepCount => $"{Root}/step-count";

    /// <summary>Small texts by name.</summary>
    public RedisKey Values => $"{Root}/values";

    /// <summary>Stretches whose longer bars are to be made again, by the time at which that was told.</summary>
    public RedisKey Resampling => $"{Root}/resampling";

    /// <summary>Is never there.</summary>
    public RedisKey Nothing => $"{Root}/nothing";

    /// <summary>The signals of a base coin by the close of their bars.</summary>
    public RedisKey SignalsOf(string baseSymbol) => $"{Root}/signals/{baseSymbol}";

    /// <summary>A signal, its verdict and its result.</summary>
    public RedisKey Signal(string signalId) => $"{Root}/signal/{signalId}";

    /// <summary>The steps of a signal.</summary>
    public RedisKey StepsOf(string signalId) => $"{Root}/steps/{signalId}";

    /// <summary>The books of a paper account.</summary>
    public RedisKey Paper(string account) => $"{Root}/paper/{account}";

    /// <summary>Stands as long as a name is taken.</summary>
    public RedisKey Mark(string name) => $"{Root}/mark/{name}";

    /// <summary>When turns of a name were taken.</summary>
    public RedisKey Turns(string name) => $"{Root}/turns/{name}";
}
