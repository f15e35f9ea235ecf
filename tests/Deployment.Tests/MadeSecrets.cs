using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Deployment.Tests;

/// <summary>Secrets as <c>deploy/make-secrets.sh</c> makes them, in a folder of the test's own.</summary>
internal sealed class MadeSecrets : IDisposable
{
    private readonly string _above = Directory.CreateTempSubdirectory("squeezeflow").FullName;

    private MadeSecrets() => Folder = Path.Combine(_above, "secrets");

    public string Folder { get; }

    /// <summary>What the script wrote the last time.</summary>
    public ProgramRun Told { get; private set; } = new(0, "", "");

    public static async Task<MadeSecrets> MakeAsync()
    {
        var secrets = new MadeSecrets();
        await secrets.AgainAsync();
        Assert.Equal((0, ""), (secrets.Told.ExitCode, secrets.Told.Errors));
        return secrets;
    }

    public async Task AgainAsync() => Told = await ProgramRun.OfAsync("sh", "dash", [Path.Combine(Checkout.Root, "deploy", "make-secrets.sh"), Folder]);

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public void Dispose() => Directory.Delete(_above, recursive: true);
}
