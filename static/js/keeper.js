// Keeps episodes on the device, so that they play without a network.

export class Keeper {
  show() {}

  toggle() {}
}
