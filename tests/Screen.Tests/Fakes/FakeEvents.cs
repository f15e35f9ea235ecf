using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace SqueezeFlow.Screen.Tests.Fakes;

/// <summary>The stream of events of a service that does what a test says. Safe for concurrent use.</summary>
internal sealed class FakeEvents(TimeProvider clock) : IDisposable
{
    // Sooner than a service's two seconds, so that no test waits for one.
    private static readonly TimeSpan BeatEvery = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly List<(long Id, string Text)> _told = [];
    private readonly HashSet<Channel<string>> _readers = [];
    private readonly List<string> _asked = [];
    private CancellationTokenSource _line = new();
    private long _last = 1_000;

    /// <summary>Number of the last event.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Connections that are open.</summary>
    public int Readers
    {
        get
        {
            lock (_lock)
            {
                return _readers.Count;
            }
        }
    }

    /// <summary>What each connection so far was opened with.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_lock)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>Whether signs of life are given.</summary>
    public bool IsBeating { get; set; } = true;

    /// <summary>Whether nobody is let in.</summary>
    public bool IsAway { get; set; }

    /// <summary>Start of the process that it seems to be.</summary>
    public long Epoch { get; set; } = 1;

    /// <summary>By how much its wall clock is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>Market time, milliseconds since 1970 UTC.</summary>
    public long MarketUnixMs { get; set; } = FakeMarket.EndUnixMs;

    /// <summary>Tells something under the next number, which is answered; a symbol with all of its fields.</summary>
    public long Tell(string kind, JsonNode data) => kind == "sym" ? TellSymbols([data]) : Tell(kind, data, 1);

    /// <summary>Tells of several symbols at once, as a service does of those that have changed since it told of any; answers the number of the last.</summary>
    public long TellSymbols(IReadOnlyCollection<JsonNode> symbols) => Tell("sym", new JsonArray([.. symbols.Select(symbol => symbol.DeepClone())]), symbols.Count);

    /// <summary>Tells that events were missed.</summary>
    public void Resync()
    {
        lock (_lock)
        {
            Send($"id: {_last}\nevent: resync\ndata: {{\"asOf\":{_last}}}\n\n");
        }
    }

    /// <summary>Counts on without telling, as a service does whose events were lost on the way.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            _last++;
        }
    }

    /// <summary>Begins anew as another process: nothing that was told is known any more, and numbers begin anew.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            Epoch++;
            _told.Clear();
            _last = 10;
        }

        HangUp();
    }

    /// <summary>Ends all connections.</summary>
    public void HangUp()
    {
        CancellationTokenSource line;
        lock (_lock)
        {
            (line, _line) = (_line, new());
        }

        line.Cancel();
        line.Dispose();
    }

    /// <summary>Answers a reader until it leaves.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (IsAway)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var channel = Channel.CreateUnbounded<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, LineOf(channel, context.Request.Query));
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        try
        {
            await Task.WhenAll(WriteAsync(context.Response, channel.Reader, stop.Token), BeatAsync(channel.Writer, stop.Token));
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            lock (_lock)
            {
                _readers.Remove(channel);
            }
        }
    }

    public void Dispose() => _line.Dispose();

    private long Tell(string kind, JsonNode data, int numbers)
    {
        lock (_lock)
        {
            _last += numbers;
            var text = $"id: {_last}\nevent: {kind}\ndata: {data.ToJsonString()}\n\n";
            _told.Add((_last, text));
            Send(text);
            return _last;
        }
    }

    private static async Task WriteAsync(HttpResponse response, ChannelReader<string> texts, CancellationToken stop)
    {
        await foreach (var text in texts.ReadAllAsync(stop))
        {
            await response.WriteAsync(text, stop);
            await response.Body.FlushAsync(stop);
        }
    }

    private CancellationToken LineOf(Channel<string> channel, IQueryCollection query)
    {
        lock (_lock)
        {
            _asked.Add(query["lastEventId"].ToString());
            channel.Writer.TryWrite(Hello());
            if (long.TryParse(query["lastEventId"], out var after))
            {
                // Of another process, or forgotten: the reader has to begin anew.
                string[] missed = after > _last || _told.Count == 0 && after != _last ? [$"id: {_last}\nevent: resync\ndata: {{\"asOf\":{_last}}}\n\n"] : [.. _told.Where(item => item.Id > after).Select(item => item.Text)];
                Array.ForEach(missed, text => channel.Writer.TryWrite(text));
            }

            _readers.Add(channel);
            return _line.Token;
        }
    }

    private async Task BeatAsync(ChannelWriter<string> texts, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(BeatEvery, clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (IsBeating)
            {
                texts.TryWrite($"event: beat\ndata: {Times().ToJsonString()}\n\n");
            }
        }
    }

    private string Hello()
    {
        var data = Times();
        (data["version"], data["epoch"], data["mode"], data["speed"], data["dashboard"], data["strategyTimeframe"]) = ("1.0.0", Epoch, "live", 1, false, "5m");
        return $"event: hello\ndata: {data.ToJsonString()}\n\n";
    }

    private JsonObject Times() => new()
    {
        ["now"] = (clock.GetUtcNow() + Ahead).ToString("O"),
        ["marketTime"] = DateTimeOffset.FromUnixTimeMilliseconds(MarketUnixMs).ToString("O"),
        ["asOf"] = Last,
    };

    private void Send(string text)
    {
        foreach (var reader in _readers)
        {
            reader.Writer.TryWrite(text);
        }
    }
}
