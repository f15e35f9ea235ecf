using System.Text;

namespace SqueezeFlow.Execution.Tests.Freqtrade.Double;

/// <summary>Credentials the double accepts: one user, and tokens it issued and has not withdrawn.</summary>
internal sealed class BotTokensIssued
{
    public const string User = "squeezeflow";
    public const string Password = "a-long-random-password";

    private static readonly string Basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
    private readonly HashSet<string> _access = [];
    private readonly HashSet<string> _refresh = [];
    private int _issued;

    public int Logins { get; private set; }

    public int Refreshes { get; private set; }

    public static bool IsBasic(string? header) => header == Basic;

    public bool IsAccess(string? header) => header is not null && _access.Contains(header);

    public bool IsRefresh(string? header) => header is not null && _refresh.Contains(header);

    public (string Access, string Refresh) LogIn()
    {
        Logins++;
        var refresh = $"refresh-{++_issued}";
        _refresh.Add("Bearer " + refresh);
        return (Issue(), refresh);
    }

    public string Refresh()
    {
        Refreshes++;
        return Issue();
    }

    /// <summary>As after a restart with another secret.</summary>
    public void Withdraw()
    {
        _access.Clear();
        _refresh.Clear();
    }

    private string Issue()
    {
        var claims = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"iat":1000,"exp":1900,"n":{{++_issued}}}"""));
        var token = $"h.{claims.TrimEnd('=').Replace('+', '-').Replace('/', '_')}.s";
        _access.Add("Bearer " + token);
        return token;
    }
}
