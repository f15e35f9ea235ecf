using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using SqueezeFlow.Execution.Freqtrade.Rest;
using SqueezeFlow.Execution.Freqtrade.Rest.Credentials;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Messages;

/// <summary>One connection after another to the bot's message websocket. The token is part of its address: neither ever gets into a text.</summary>
internal sealed class MessageSocket(FreqtradeOptions options, IFreqtradeCredentials credentials, SecretMask mask, TimeProvider clock)
{
    private const int LongestMessage = 1 << 20;

    // The bot is asked for signs of life, so that a dead connection is noticed.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    private AuthenticationHeaderValue? _refused;

    /// <summary>Connects, asks for the topics, and calls <paramref name="onMessage"/> for each message, until the connection ends.</summary>
    /// <param name="onConnected">Called once it stands.</param>
    /// <param name="onMessage">Called with the whole frame, which holds only during the call.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Why it ended or did not come about, and whether somebody has to mend that.</returns>
    public async Task<(string Problem, bool IsMisfit)> RunAsync(Action onConnected, Action<ReadOnlyMemory<byte>> onMessage, CancellationToken cancellationToken)
    {
        var (token, header, problem) = await TokenAsync(cancellationToken).ConfigureAwait(false);
        if (token is null)
        {
            return (problem, false);
        }

        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.Proxy = null;
        (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (SignOfLife, SignOfLife);
        try
        {
            await ConnectAsync(socket, AddressOf(token), cancellationToken).ConfigureAwait(false);
            _refused = null;
            onConnected();
            await socket.SendAsync(BotMessage.Subscribe, WebSocketMessageType.Text, true, cancellationToken).ConfigureAwait(false);
            await ReadAsync(socket, onMessage, cancellationToken).ConfigureAwait(false);
            return ("the bot closed the connection", false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ($"no answer to the handshake within {options.Timeout.TotalSeconds:0.#} s", false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever ends a connection, the next one is tried: nothing rests on this one.
            return Judge(socket.HttpStatusCode, header, mask.Excerpt(fault.GetBaseException().Message));
        }
    }

    /// <summary>The configured token, else the access token of the REST calls, a new one where the last was refused.</summary>
    private async ValueTask<(string? Token, AuthenticationHeaderValue? Header, string Problem)> TokenAsync(CancellationToken cancellationToken)
    {
        if (!options.WebsocketToken.IsEmpty)
        {
            return (options.WebsocketToken.Reveal(), null, "");
        }

        var (_, header, reason) = _refused is { } refused
            ? await credentials.RenewAsync(refused, cancellationToken).ConfigureAwait(false)
            : await credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        return (header?.Parameter, header, mask.Excerpt(reason));
    }

    private Uri AddressOf(string token)
    {
        var address = new UriBuilder(new Uri(options.BaseAddress, "message/ws")) { Query = $"token={Uri.EscapeDataString(token)}" };
        address.Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return address.Uri;
    }

    private async Task ConnectAsync(ClientWebSocket socket, Uri address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
    }

    private static async Task ReadAsync(ClientWebSocket socket, Action<ReadOnlyMemory<byte>> onMessage, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestMessage];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                onMessage(buffer.AsMemory(0, length));
                length = 0;
            }
            else if (length == buffer.Length)
            {
                throw new IOException($"a message of more than {LongestMessage} bytes came");
            }
        }
    }

    private (string Problem, bool IsMisfit) Judge(HttpStatusCode status, AuthenticationHeaderValue? header, string fault)
    {
        switch (status)
        {
            case HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized when header is not null && _refused is null:
                // It may have been withdrawn meanwhile; the next try brings a new one.
                _refused = header;
                return ("the access token is refused", false);
            case HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized:
                var whose = header is null ? $"the token in {options.KeyOf(nameof(options.WebsocketToken))}" : "the access token";
                return ($"the bot refuses {whose} at its message websocket ({(int)status})", true);
            case HttpStatusCode.NotFound:
                return ("there is no message websocket at the bot's address (404): see whether a proxy in between lets it through", true);
            default:
                return (fault, false);
        }
    }
}
