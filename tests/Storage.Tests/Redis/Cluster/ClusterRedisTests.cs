using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SqueezeFlow.Storage.Redis.Cluster;
using SqueezeFlow.Storage.Redis.Server;
using SqueezeFlow.TestSupport;
using SqueezeFlow.TestSupport.Redis;

namespace SqueezeFlow.Storage.Tests.Redis.Cluster;

/// <summary>A silo's connection to a real server: who is let in, whom it trusts, and what it says otherwise.</summary>
public sealed class ClusterRedisTests : IDisposable
{
    private const string Service = "squeezeflow";

    private readonly TestAuthority _authority = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task An_encrypted_server_of_a_trusted_authority_is_used()
    {
        var port = ServerProgram.FreePort();
        await using var server = await RedisProcess.StartAsync(Stop, _authority.RedisOptions(port));
        await using var redis = Redis(new() { Port = port, Tls = true, TlsCaFile = _authority.CaFile });

        await redis.OpenAsync(Service, TimeSpan.Zero, Stop);

        Assert.True(redis.IsConnected);
        Assert.Equal("1", await redis.Connection.GetDatabase().StringGetAsync("squeezeflow/format"));
    }

    [Fact]
    public async Task A_server_of_another_authority_is_refused_although_it_answers()
    {
        using var stranger = new TestAuthority();
        var port = ServerProgram.FreePort();
        await using var server = await RedisProcess.StartAsync(Stop, stranger.RedisOptions(port));

        var words = await RefusalAsync(new() { Port = port, Tls = true, TlsCaFile = _authority.CaFile });

        Assert.StartsWith($"Redis:TlsCaFile: '{_authority.CaFile}' does not make 127.0.0.1:{port} one to be trusted (its certificate is not trusted: ", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_unless_that_name_is_meant()
    {
        var port = ServerProgram.FreePort();
        await using var server = await RedisProcess.StartAsync(Stop, _authority.RedisOptions(port, "redis.example"));
        RedisOptions options = new() { Port = port, Tls = true, TlsCaFile = _authority.CaFile };

        Assert.Contains("(its certificate is for another name (CN=redis.example))", await RefusalAsync(options), StringComparison.Ordinal);

        options.TlsName = "redis.example";
        await using var redis = Redis(options);
        await redis.OpenAsync(Service, TimeSpan.Zero, Stop);
        Assert.True(redis.IsConnected);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_certificate_is_shown_one()
    {
        var port = ServerProgram.FreePort();
        await using var server = await RedisProcess.StartAsync(Stop, _authority.RedisOptions(port, asksForOne: "yes"));
        var (certificate, key) = _authority.Issue("silo");
        await using var redis = Redis(new() { Port = port, Tls = true, TlsCaFile = _authority.CaFile, TlsCertificateFile = certificate, TlsKeyFile = key });

        await redis.OpenAsync(Service, TimeSpan.Zero, Stop);

        Assert.True(redis.IsConnected);
    }

    [Fact]
    public async Task A_server_that_does_not_encrypt_names_the_setting_when_the_waiting_is_over()
    {
        await using var server = await RedisProcess.StartAsync(Stop);

        var words = await RefusalAsync(new() { Port = server.Port, Tls = true, TlsCaFile = _authority.CaFile, Timeout = TimeSpan.FromSeconds(1) });

        Assert.StartsWith($"Redis:Host: '127.0.0.1' cannot be used on port {server.Port} (", words, StringComparison.Ordinal);
        Assert.Contains("set Redis:Tls to false where it is not encrypted", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_only_encrypts_names_the_setting_when_the_waiting_is_over()
    {
        var port = ServerProgram.FreePort();
        await using var server = await RedisProcess.StartAsync(Stop, _authority.RedisOptions(port));

        var words = await RefusalAsync(new() { Port = port, Timeout = TimeSpan.FromSeconds(1) });

        Assert.StartsWith($"Redis:Host: '127.0.0.1' cannot be used on port {port} (", words, StringComparison.Ordinal);
        Assert.Contains("set Redis:Tls where it is encrypted", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_without_the_right_is_told_at_once_and_without_the_password()
    {
        await using var server = await RedisProcess.StartAsync(Stop);
        using var talk = await server.ConnectAsync(Stop);
        await talk.AskAsync("ACL", "SETUSER", "reader", "on", ">sesame", "~other*", "+@all");
        await talk.AskAsync("ACL", "SETUSER", "default", "resetpass", ">another");

        var wrong = await RefusalAsync(new() { Port = server.Port, Username = "reader", Password = "barley" }, TimeSpan.FromHours(1));
        var weak = await RefusalAsync(new() { Port = server.Port, Username = "reader", Password = "sesame" }, TimeSpan.FromHours(1));

        Assert.StartsWith("Redis:Password: '***' is refused by ", wrong, StringComparison.Ordinal);
        Assert.StartsWith("Redis:Username: 'reader' may not ", weak, StringComparison.Ordinal);
        Assert.DoesNotContain("barley", wrong, StringComparison.Ordinal);
    }

    private static ClusterRedis Redis(RedisOptions options)
    {
        options.Host = "127.0.0.1";
        return new(Options.Create(options), TimeProvider.System, NullLogger<ClusterRedis>.Instance);
    }

    private static async Task<string> RefusalAsync(RedisOptions options, TimeSpan patience = default)
    {
        await using var redis = Redis(options);
        return (await Assert.ThrowsAsync<RedisUnusableException>(() => redis.OpenAsync(Service, patience, Stop))).Message;
    }
}
