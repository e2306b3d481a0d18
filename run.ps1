# Sets up what is missing, then starts Keyholder. What run.sh is elsewhere, for Windows:
#
#   powershell -ExecutionPolicy Bypass -File run.ps1             open the window
#   powershell -ExecutionPolicy Bypass -File run.ps1 keys list   use the command line
#   powershell -ExecutionPolicy Bypass -File run.ps1 test        run the tests
#   powershell -ExecutionPolicy Bypass -File run.ps1 setup       set up and stop

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$python = Join-Path $root '.venv\Scripts\python.exe'

function Invoke-Checked([string] $program, [string[]] $arguments) {
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

# Makes .venv with the first Python that really runs and is new enough.
function New-Environment {
    if (Test-Path $python) { return }
    $ErrorActionPreference = 'Continue'  # a candidate's complaints are no errors of ours
    $check = 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))'
    foreach ($candidate in @('py', 'python', 'python3')) {
        if (-not (Get-Command $candidate -ErrorAction SilentlyContinue)) { continue }
        & $candidate -c $check 2>$null
        if ($LASTEXITCODE -eq 0) {
            Invoke-Checked $candidate @('-m', 'venv', (Join-Path $root '.venv'))
            return
        }
    }
    throw 'Keyholder needs Python 3.11 to 3.14; none was found.'
}

# Installs what a requirements file pins, unless exactly this file was installed before.
function Install-Requirements([string] $name) {
    $file = Join-Path $root $name
    $stamp = Join-Path $root ".venv\$name.sha256"
    $hash = (Get-FileHash $file).Hash
    if ((Test-Path $stamp) -and (Get-Content $stamp) -eq $hash) { return }
    Write-Host "Installing $name"
    Invoke-Checked $python @('-m', 'pip', 'install', '--quiet', '--disable-pip-version-check',
        '--no-input', '--require-hashes', '--only-binary', ':all:', '-r', $file)
    Set-Content $stamp $hash
}

# Leaves .venv\Scripts\keyholder.cmd, which runs this checkout from any directory.
function New-Command {
    Set-Content (Join-Path $root '.venv\Lib\site-packages\keyholder.pth') '..\..\..'
    Set-Content (Join-Path $root '.venv\Scripts\keyholder.cmd') '@"%~dp0python.exe" -P -m app %*'
}

New-Environment
Install-Requirements 'requirements.txt'
New-Command
if ($args.Count -eq 1 -and $args[0] -eq 'setup') { exit 0 }
if ($args.Count -gt 0 -and $args[0] -eq 'test') {
    Install-Requirements 'requirements-dev.txt'
    $env:QT_QPA_PLATFORM = 'offscreen'
    Set-Location $root
    Invoke-Checked $python (@('-m', 'pytest', '-m', 'not desktop and not soak') +
        @($args | Select-Object -Skip 1))
    exit 0
}
Invoke-Checked $python (@('-P', '-m', 'app') + $args)
