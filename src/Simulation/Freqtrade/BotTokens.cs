using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Simulation.Freqtrade.Books;

namespace SqueezeFlow.Simulation.Freqtrade;

/// <summary>Signs and checks the tokens of a simulated bot: JWT of 15 minutes and of 30 days. Safe for concurrent use.</summary>
public sealed class BotTokens
{
    private static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(30);

    private readonly BotSettings _settings;
    private readonly TimeProvider _clock;
    private byte[] _key = RandomNumberGenerator.GetBytes(32);
    private int _logins;
    private int _refreshes;

    internal BotTokens(BotSettings settings, TimeProvider clock) => (_settings, _clock) = (settings, clock);

    /// <summary>Sign-ins with user and password so far.</summary>
    public int Logins => _logins;

    /// <summary>Access tokens given for a refresh token so far.</summary>
    public int Refreshes => _refreshes;

    /// <summary>Makes every token invalid, as a restart with another <c>jwt_secret_key</c> does.</summary>
    public void Withdraw() => Volatile.Write(ref _key, RandomNumberGenerator.GetBytes(32));

    internal bool IsBasic(string? header) =>
        header == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_settings.Username}:{_settings.Password}"));

    internal bool IsBearer(string? header, string type) =>
        header?.StartsWith("Bearer ", StringComparison.Ordinal) == true && IsToken(header["Bearer ".Length..], type);

    internal bool IsToken(string token, string type)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || parts[2] != SignatureOf($"{parts[0]}.{parts[1]}") || !Base64Url.IsValid(parts[1]))
        {
            return false;
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        return claims.RootElement.GetProperty("type").GetString() == type
            && claims.RootElement.GetProperty("exp").GetInt64() > _clock.GetUtcNow().ToUnixTimeSeconds();
    }

    internal (string Access, string Refresh) LogIn()
    {
        Interlocked.Increment(ref _logins);
        return (Issue("access", AccessLife), Issue("refresh", RefreshLife));
    }

    internal string Refresh()
    {
        Interlocked.Increment(ref _refreshes);
        return Issue("access", AccessLife);
    }

    private string Issue(string type, TimeSpan life)
    {
        var now = _clock.GetUtcNow();
        var claims = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"identity":{"u":"{{_settings.Username}}"},"exp":{{(now + life).ToUnixTimeSeconds()}},"iat":{{now.ToUnixTimeSeconds()}},"type":"{{type}}"}""");
        var content = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{Encode(claims)}";
        return $"{content}.{SignatureOf(content)}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private string SignatureOf(string content) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Volatile.Read(ref _key), Encoding.UTF8.GetBytes(content)));
}
