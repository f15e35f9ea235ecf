using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Scripted;

/// <summary>Tokens as a bot issues them: an access token is taken for 15 minutes of the test's clock and not a second longer.</summary>
internal sealed class ScriptedTokens
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _refresh;
    private int _issued;

    private ScriptedTokens(TimeProvider clock) => _clock = clock;

    public int Logins { get; private set; }

    public int Refreshes { get; private set; }

    /// <summary>Calls with a token that is not taken any more.</summary>
    public int Refused { get; private set; }

    /// <summary>Calls with one that is.</summary>
    public int Taken { get; private set; }

    /// <summary>Whether refreshing gets no answer.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Status and body that the next refresh gets instead of a token; null for one.</summary>
    public (int Status, string Body)? Fault { get; set; }

    /// <summary>Lets a bench's bot issue tokens, and take nothing else for <c>/status</c>.</summary>
    public static ScriptedTokens Of(ScriptedBench bench)
    {
        var tokens = new ScriptedTokens(bench.Clock);
        bench.Bot.On("token/login", tokens.LogInAsync);
        bench.Bot.On("token/refresh", tokens.RefreshAsync);
        bench.Bot.On("status", tokens.StatusAsync);
        return tokens;
    }

    /// <summary>As after a restart with another key.</summary>
    public void Withdraw()
    {
        lock (_lock)
        {
            _ends.Clear();
            _refresh = null;
        }
    }

    /// <summary>Waits until a refresh is kept waiting.</summary>
    public Task UntilHeldAsync() => _held.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private Task LogInAsync(HttpContext http)
    {
        lock (_lock)
        {
            Logins++;
            _refresh = $"refresh-{Logins}";
            return WriteAsync(http, 200, $$"""{"access_token":"{{Issue()}}","refresh_token":"{{_refresh}}"}""");
        }
    }

    private async Task RefreshAsync(HttpContext http)
    {
        string access;
        lock (_lock)
        {
            Refreshes++;
            if (_refresh is null || http.Request.Headers.Authorization != $"Bearer {_refresh}")
            {
                access = "";
            }
            else
            {
                access = Issue();
            }
        }

        if (IsSilent)
        {
            _held.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }

        var fault = Fault;
        Fault = null;
        await (fault is { } wrong ? WriteAsync(http, wrong.Status, wrong.Body)
            : access.Length == 0 ? WriteAsync(http, 401, """{"detail":"Could not validate credentials"}""")
            : WriteAsync(http, 200, $$"""{"access_token":"{{access}}"}"""));
    }

    private Task StatusAsync(HttpContext http)
    {
        lock (_lock)
        {
            var token = http.Request.Headers.Authorization.ToString().Split(' ')[^1];
            if (_ends.TryGetValue(token, out var end) && _clock.GetUtcNow() < end)
            {
                Taken++;
                return WriteAsync(http, 200, "[]");
            }

            Refused++;
            return WriteAsync(http, 401, """{"detail":"Could not validate credentials"}""");
        }
    }

    private string Issue()
    {
        var claims = string.Create(CultureInfo.InvariantCulture, $$"""{"iat":1000,"exp":{{1000 + Life.TotalSeconds}},"n":{{++_issued}}}""");
        var token = $"eyJ0.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.s";
        _ends[token] = _clock.GetUtcNow() + Life;
        return token;
    }

    private static Task WriteAsync(HttpContext http, int status, string body)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, "application/json");
        return http.Response.WriteAsync(body, http.RequestAborted);
    }
}
