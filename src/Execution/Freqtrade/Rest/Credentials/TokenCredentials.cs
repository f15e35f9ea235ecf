using System.Net.Http.Headers;
using System.Text.Json;
using SqueezeFlow.Execution.Freqtrade.Settings;

namespace SqueezeFlow.Execution.Freqtrade.Rest.Credentials;

/// <summary>
/// A bearer token, refreshed at 80 % of its life, one refresh at a time: until it ends nobody waits for that, nor for one that fails. The password
/// goes out only to sign in.
/// </summary>
internal sealed class TokenCredentials(FreqtradeTransport transport, FreqtradeOptions options, TimeProvider clock)
    : IFreqtradeCredentials, IDisposable
{
    /// <summary>Between two tries to refresh a token that still lives.</summary>
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1);
    private readonly AuthenticationHeaderValue _basic = BasicCredentials.HeaderOf(options);
    private volatile Token? _access;
    private string? _refresh;

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        var token = _access;
        if (token is not null && clock.GetUtcNow() < token.RenewAt)
        {
            return Credential.Of(token.Header);
        }

        var isAlive = token is not null && clock.GetUtcNow() < token.EndsAt;
        if (!await _gate.WaitAsync(isAlive ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false))
        {
            return Credential.Of(token!.Header);
        }

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

            if (answer.Kind != ReplyKind.Unauthorized && _access is { } living && clock.GetUtcNow() < living.EndsAt)
            {
                var again = clock.GetUtcNow() + AfterFailure;
                _access = living with { RenewAt = again < living.EndsAt ? again : living.EndsAt };
                return Credential.Of(living.Header);
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

        if (Read(answer.Body) is not { AccessToken: { } access } tokens || !IsToken(access))
        {
            return new(ReplyKind.NotSent, null, "signing in: expected an access token, found none");
        }

        _refresh = tokens.RefreshToken is { } refresh && IsToken(refresh) ? refresh : _refresh;
        var (now, life) = (clock.GetUtcNow(), TokenLife.Of(access));
        _access = new(new("Bearer", access), now + (life * 0.8), now + life);
        return Credential.Of(_access.Header);
    }

    private static bool IsToken(string text) => text.Length > 0 && text.All(char.IsAscii) && !text.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c));

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

    private sealed record Token(AuthenticationHeaderValue Header, DateTimeOffset RenewAt, DateTimeOffset EndsAt);
}
