using SqueezeFlow.Client.Terminals;

namespace SqueezeFlow.Client.Commands.Service;

/// <summary>What this machine is asked.</summary>
internal static class LocalChecks
{
    private const long LeastFreeBytes = 1L << 30;

    private static readonly string[] SecretFiles =
    [
        "SQUEEZEFLOW_API_KEY_FILE", "FREQTRADE_API_USERNAME_FILE", "FREQTRADE_API_PASSWORD_FILE", "REDIS_PASSWORD_FILE",
        "INFLUX_USERNAME_FILE", "INFLUX_PASSWORD_FILE",
    ];

    /// <summary>Free space where the data is kept, and who can read the files that hold secrets.</summary>
    public static IReadOnlyList<Check> Run(Terminal terminal, bool isServiceHere)
    {
        List<Check> checks = [];
        if (isServiceHere)
        {
            checks.Add(Disk(terminal.Variable("Data__Directory") is { Length: > 0 } folder ? folder : "data"));
        }

        var files = SecretFiles.Select(name => (Name: name, Path: terminal.Variable(name))).Where(file => !string.IsNullOrEmpty(file.Path)).ToArray();
        checks.AddRange(files.Select(file => Secret(file.Name, file.Path!)));
        if (files.Length == 0)
        {
            checks.Add(Check.Ok("credentials", "no secret is read from a file here"));
        }

        return checks;
    }

    private static Check Disk(string folder)
    {
        var place = Path.GetFullPath(folder);
        while (!Directory.Exists(place) && Path.GetDirectoryName(place) is { } parent)
        {
            place = parent;
        }

        try
        {
            var free = new DriveInfo(place).AvailableFreeSpace;
            var found = $"{Figures.Bytes(free)} free at {place}";
            return free >= LeastFreeBytes
                ? Check.Ok("disk", found)
                : Check.Wrong("disk", found, $"free at least {Figures.Bytes(LeastFreeBytes)}, or move Data:Directory");
        }
        catch (IOException error)
        {
            return Check.Wrong("disk", $"{place}: {error.Message}", "make the folder readable, or move Data:Directory");
        }
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
