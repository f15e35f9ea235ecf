using System.Threading.Channels;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Storage.Redis.Server;

namespace SqueezeFlow.Storage.Tests.Redis;

/// <summary>A Redis that does what a test says, and tells each call.</summary>
internal sealed class ScriptedServer : IRedisServer
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();

    public string Address => "redis:6379";

    public bool IsConnected => true;

    /// <summary>What the next calls answer; a published signal unless said otherwise.</summary>
    public Func<Task<PublishReceipt>> Answer { get; set; } = Take;

    /// <summary>No call that was not asked for yet.</summary>
    public bool IsQuiet => _calls.Reader.Count == 0;

    public static Task<PublishReceipt> Take() => Task.FromResult(new PublishReceipt(IsNew: true));

    public static Task<PublishReceipt> Fail() => Task.FromException<PublishReceipt>(new RedisFault("no answer in time"));

    /// <summary>The next call that was not asked for yet.</summary>
    public async Task<Call> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        return await _calls.Reader.ReadAsync(limit.Token);
    }

    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<PublishReceipt> PublishAsync(Signal signal, TimeSpan? validFor, CancellationToken cancellationToken)
    {
        var answer = Answer();
        _calls.Writer.TryWrite(new(signal.Id, validFor));
        return answer.WaitAsync(cancellationToken);
    }

    public Task MarkActivityAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var answer = Answer();
        _calls.Writer.TryWrite(new($"activity {at:O}", null));
        return answer.WaitAsync(cancellationToken);
    }

    internal sealed record Call(string Id, TimeSpan? ValidFor);
}
