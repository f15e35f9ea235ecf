using System.Net.Http.Headers;
using System.Text.Json;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Rest;

/// <summary>A bearer token, refreshed at 80 % of its life, one refresh at a time; the password goes out only to sign in.</summary>
internal sealed class TokenCredentials(FreqtradeTransport transport, FreqtradeOptions options, TimeProvider clock)
    : IFreqtradeCredentials, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly AuthenticationHeaderValue _basic = BasicCredentials.HeaderOf(options);
    private volatile Token? _access;
    private string? _refresh;

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        if (_access is { } token && clock.GetUtcNow() < token.RenewAt)
        {
            return Credential.Of(token.Header);
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _access is { } fresh && clock.GetUtcNow() < fresh.RenewAt
                ? Credential.Of(fresh.Header)
                : await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask<Credential> RenewAsync(AuthenticationHeaderValue refused, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var isReplaced = _access is { } token && !ReferenceEquals(token.Header, refused);
            return isReplaced ? Credential.Of(_access!.Header) : await LogInAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Credential> RefreshAsync(CancellationToken cancellationToken)
    {
        if (_refresh is { } refresh)
        {
            var answer = await CallAsync("token/refresh", new("Bearer", refresh), cancellationToken).ConfigureAwait(false);
            if (Accept(answer) is { Header: not null } credential)
            {
                return credential;
            }
        }

        return await LogInAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Credential> LogInAsync(CancellationToken cancellationToken)
    {
        _access = null;
        _refresh = null;
        return Accept(await CallAsync("token/login", _basic, cancellationToken).ConfigureAwait(false));
    }

    private Task<FreqtradeAnswer> CallAsync(string path, AuthenticationHeaderValue header, CancellationToken cancellationToken) =>
        transport.SendAsync(new(HttpMethod.Post, path, options.Timeout), header, cancellationToken);

    private Credential Accept(FreqtradeAnswer answer)
    {
        if (answer.Kind != ReplyKind.Ok)
        {
            // Whatever became of signing in, the call that needed it was not sent.
            var kind = answer.Kind == ReplyKind.Unauthorized ? ReplyKind.Unauthorized : ReplyKind.NotSent;
            return new(kind, null, $"signing in: {answer.Reason}");
        }

        if (Read(answer.Body) is not { AccessToken: { Length: > 0 } access } tokens)
        {
            return new(ReplyKind.NotSent, null, "signing in: expected an access token, found none");
        }

        _refresh = tokens.RefreshToken ?? _refresh;
        var now = clock.GetUtcNow();
        _access = new(new("Bearer", access), now + (TokenLife.Of(access) * 0.8));
        return Credential.Of(_access.Header);
    }

    private static BotTokens? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, FreqtradeJson.Default.BotTokens);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Token(AuthenticationHeaderValue Header, DateTimeOffset RenewAt);
}
