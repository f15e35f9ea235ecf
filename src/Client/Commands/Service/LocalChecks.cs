using SqueezeFlow.Client.Commands.Running;
using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>What this machine is asked.</summary>
internal static class LocalChecks
{
    private static readonly string[] SecretFiles =
    [
        GlobalOptions.KeyFileVariable, "FREQTRADE_API_USERNAME_FILE", "FREQTRADE_API_PASSWORD_FILE", "FREQTRADE_API_WS_TOKEN_FILE", "REDIS_PASSWORD_FILE",
        "INFLUX_USERNAME_FILE", "INFLUX_PASSWORD_FILE",
    ];

    /// <summary>Who can read the files that hold secrets.</summary>
    public static IReadOnlyList<Check> Run(Terminal terminal)
    {
        var files = SecretFiles.Select(name => (Name: name, Path: terminal.Variable(name))).Where(file => !string.IsNullOrEmpty(file.Path)).ToArray();
        return files.Length == 0
            ? [Check.Ok("credentials", "no secret is read from a file here")]
            : [.. files.Select(file => Secret(file.Name, file.Path!))];
    }

    private static Check Secret(string name, string path)
    {
        if (!File.Exists(path))
        {
            return Check.Wrong("credentials", $"{name}: no file at {path}", "create it, or clear the variable");
        }

        if (OperatingSystem.IsWindows())
        {
            return Check.Ok("credentials", $"{name}: {path}");
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var mode = File.GetUnixFileMode(path);
        var found = $"{name}: {path} has mode {Convert.ToString((int)mode, 8)}";
        return (mode & Others) == 0
            ? Check.Ok("credentials", found)
            : Check.Wrong("credentials", found + ", others can read it", $"chmod 600 {path}");
    }
}
