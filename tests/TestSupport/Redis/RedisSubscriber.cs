using System.Collections.Concurrent;
using System.Threading.Channels;

namespace SqueezeFlow.TestSupport.Redis;

/// <summary>A program that listens to a channel from now on and keeps what it hears.</summary>
public sealed class RedisSubscriber : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RedisTalk _talk;
    private readonly CancellationTokenSource _end;
    private readonly Channel<string> _unread = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _heard = new();
    private Task _listening = Task.CompletedTask;

    private RedisSubscriber(RedisTalk talk, CancellationTokenSource end) => (_talk, _end) = (talk, end);

    /// <summary>Every message so far.</summary>
    public IReadOnlyCollection<string> Heard => _heard;

    public static Task<RedisSubscriber> StartAsync(int port, string channel, CancellationToken token) => StartAsync(stop => RedisTalk.OpenAsync(port, stop), channel, token);

    /// <summary>The same with the server's password.</summary>
    public static Task<RedisSubscriber> StartAsync(RedisProcess server, string channel, CancellationToken token) => StartAsync(server.ConnectAsync, channel, token);

    /// <summary>The next message that was not asked for yet.</summary>
    public async Task<string> NextAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        limit.CancelAfter(Patience);
        return await _unread.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening;
        _talk.Dispose();
        _end.Dispose();
    }

    private static async Task<RedisSubscriber> StartAsync(Func<CancellationToken, Task<RedisTalk>> connect, string channel, CancellationToken token)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(token);
        var subscriber = new RedisSubscriber(await connect(end.Token), end);
        await subscriber._talk.AskAsync("SUBSCRIBE", channel);
        subscriber._listening = subscriber.ListenAsync();
        return subscriber;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (await _talk.ReadAsync() is object?[] { Length: 3 } said)
            {
                _heard.Enqueue((string)said[2]!);
                _unread.Writer.TryWrite((string)said[2]!);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The server has gone, or nobody asks any more.
        }
    }
}
