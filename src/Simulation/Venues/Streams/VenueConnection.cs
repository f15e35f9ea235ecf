using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Simulation.Venues.Streams;

/// <summary>One client's WebSocket: its subscriptions and the frames on their way to it.</summary>
internal sealed class VenueConnection(WebSocket socket, BatchStream stream, StreamDirectory directory, FaultPlan? faults) : IDisposable
{
    private const int LongestRequest = 256 * 1024;
    private const int SendAbove = 64 * 1024;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly byte[] _frame = new byte[MarketStream.LongestFrame];
    private readonly SortedDictionary<string, MarketStream?> _names = new(StringComparer.Ordinal);
    private MarketStream[] _streams = [];

    /// <summary>Streams that deliver. Swapped as a whole, safe to read at any time.</summary>
    public MarketStream[] Streams => Volatile.Read(ref _streams);

    /// <summary>The venue.</summary>
    public required string Exchange { get; init; }

    /// <summary>Market time at which it was opened.</summary>
    public required long OpenedAtUnixMs { get; init; }

    /// <summary>Adds streams by name; unknown names are kept and stay silent.</summary>
    public void Subscribe(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _names[name] = directory.Find(name);
        }

        Volatile.Write(ref _streams, [.. _names.Values.OfType<MarketStream>()]);
    }

    /// <summary>Answers control messages until the client leaves.</summary>
    public async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestRequest];
        while (socket.State == WebSocketState.Open)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage && length < buffer.Length);

            if (part.MessageType == WebSocketMessageType.Close || !part.EndOfMessage)
            {
                return;
            }

            var answer = Answer(buffer.AsMemory(0, length));
            await WriteAsync(Encoding.UTF8.GetBytes(answer), cancellationToken);
        }
    }

    /// <summary>Writes the frames of one slice of time and waits until the client's side took them; adds the messages of each market to <paramref name="sent"/>.</summary>
    public async Task SendAsync(MarketCursor[] cursors, long[] sent, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var silence = faults?.SilenceOf(this) ?? default;
            foreach (var market in Streams)
            {
                var cursor = cursors[market.Market.Index];
                for (var i = cursor.From; i < cursor.To; i++)
                {
                    sent[market.Market.Index] += faults is null
                        ? await SendPrintAsync(market, cursor, i, cancellationToken)
                        : await SendFaultyAsync(faults, silence, market, cursor, i, cancellationToken);
                }
            }

            await stream.SendAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says goodbye to the client, as the venue does before it cuts.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "closing", cancellationToken);
                await stream.SendAsync(cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Dispose();
        socket.Dispose();
    }

    private async ValueTask<int> SendFaultyAsync(
        FaultPlan plan, (long FromUnixMs, long ToUnixMs) silence, MarketStream market, MarketCursor cursor, int index, CancellationToken cancellationToken)
    {
        var print = cursor.Block.Prints[index];
        if (print.UnixMs >= silence.FromUnixMs && print.UnixMs < silence.ToUnixMs)
        {
            plan.Count(0, 0, market.MessagesOf(print));
            return 0;
        }

        if (plan.IsOvertaken(market.Market, cursor.Block, index))
        {
            return 0;
        }

        var messages = await SendPrintAsync(market, cursor, index, cancellationToken);
        if (plan.IsOvertaken(market.Market, cursor.Block, index - 1))
        {
            var late = await SendPrintAsync(market, cursor, index - 1, cancellationToken);
            plan.Count(0, late, 0);
            messages += late;
        }

        return messages;
    }

    private async ValueTask<int> SendPrintAsync(MarketStream market, MarketCursor cursor, int index, CancellationToken cancellationToken)
    {
        var print = cursor.Block.Prints[index];
        var messages = market.MessagesOf(print);
        var repeated = 0;
        for (var fill = 0; fill < messages; fill++)
        {
            var length = market.Kind == StreamKind.Trade
                ? market.WriteTrade(_frame, cursor.Block, print, fill)
                : market.WriteAggregate(_frame, cursor.Block, print, index);
            await socket.SendAsync(_frame.AsMemory(0, length), WebSocketMessageType.Text, true, cancellationToken);
            if (faults is not null && faults.IsRepeated(market.Market, market.IdOf(cursor.Block, print, index, fill)))
            {
                await socket.SendAsync(_frame.AsMemory(0, length), WebSocketMessageType.Text, true, cancellationToken);
                faults.Count(1, 0, 0);
                repeated++;
            }
        }

        if (stream.Pending > SendAbove)
        {
            await stream.SendAsync(cancellationToken);
        }

        return messages + repeated;
    }

    private async Task WriteAsync(byte[] message, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, true, cancellationToken);
            await stream.SendAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private string Answer(ReadOnlyMemory<byte> message)
    {
        var (request, error) = StreamRequest.Parse(message);
        switch (request?.Method)
        {
            case null:
                return error!;
            case "SUBSCRIBE" when faults?.Refuse(request.Streams.Select(directory.Find).OfType<MarketStream>()) is { } market:
                return StreamRequest.Error(2, $"Invalid request: {market.VenueSymbol} is not offered", request.Id);
            case "SUBSCRIBE":
                Subscribe(request.Streams);
                break;
            case "UNSUBSCRIBE":
                foreach (var name in request.Streams)
                {
                    _names.Remove(name);
                }

                Subscribe([]);
                break;
            case "LIST_SUBSCRIPTIONS":
                return $$"""{"result":[{{string.Join(',', _names.Keys.Select(name => $"\"{JsonEncodedText.Encode(name)}\""))}}],"id":{{request.Id}}}""";
            default:
                return StreamRequest.Error(2, "Invalid request: unknown variant, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`", request.Id);
        }

        return $$"""{"result":null,"id":{{request.Id}}}""";
    }
}
